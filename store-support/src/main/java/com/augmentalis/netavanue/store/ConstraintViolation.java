package com.augmentalis.netavanue.store;

/** A statement that PostgreSQL refused because the data would break a rule of the schema. */
public final class ConstraintViolation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kind of rule, by the SQL state that tells of it. */
  public enum Kind {
    NOT_NULL,
    FOREIGN_KEY,
    UNIQUE,
    CHECK,
    OTHER;

    static Kind ofSqlState(String state) {
      return switch (state) {
        case "23502" -> NOT_NULL;
        case "23503" -> FOREIGN_KEY;
        case "23505" -> UNIQUE;
        case "23514" -> CHECK;
        default -> OTHER;
      };
    }
  }

  private final Kind kind;
  private final String constraint;

  ConstraintViolation(Kind kind, String constraint, Throwable cause) {
    super(kind + " constraint " + constraint, cause);
    this.kind = kind;
    this.constraint = constraint;
  }

  /** The kind of rule. */
  public Kind kind() {
    return kind;
  }

  /** The rule's name in the schema, or null where it has none ({@link Kind#NOT_NULL}). */
  public String constraint() {
    return constraint;
  }
}
