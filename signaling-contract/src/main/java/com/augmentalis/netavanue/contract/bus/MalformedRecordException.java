package com.augmentalis.netavanue.contract.bus;

/** Bytes that are not the JSON of the contract record that was expected. */
public final class MalformedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param type the record that was expected
   * @param detail what is wrong
   */
  public MalformedRecordException(Class<?> type, String detail) {
    super("Not a " + type.getSimpleName() + ": " + detail, null, false, false);
  }
}
