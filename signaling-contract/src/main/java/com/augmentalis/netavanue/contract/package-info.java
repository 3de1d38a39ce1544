/**
 * What crosses the event bus: addresses, request and event records, failure codes and the pure
 * rules (scoring, tier limits) that more than one service must apply alike.
 *
 * <p>Every request is a record that implements {@link
 * com.augmentalis.netavanue.contract.bus.BusRequest}; its reply is a record too. Bodies travel as
 * UTF-8 JSON in a {@code Buffer}. A reader ignores fields it does not know, so that two adjacent
 * versions can run side by side; a field is never removed or given another meaning.
 */
package com.augmentalis.netavanue.contract;
