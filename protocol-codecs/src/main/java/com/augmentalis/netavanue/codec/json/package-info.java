/**
 * JSON that is carried rather than understood: slices of validated text, their splicing, and the
 * one place where the bounds of every Jackson reader and writer are set.
 */
package com.augmentalis.netavanue.codec.json;
