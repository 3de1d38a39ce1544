/** The implementation of the Engine.IO server; nothing here is for applications. */
package com.augmentalis.netavanue.engineio.impl;
