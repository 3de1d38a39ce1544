package com.augmentalis.netavanue.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.augmentalis.netavanue.server.config.LogFormat;
import com.augmentalis.netavanue.server.config.LogLevel;
import com.augmentalis.netavanue.server.config.ServerConfig;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets up logging from the configuration: to standard error, so that standard output holds the
 * ready line alone.
 */
public final class Logging {
  private static final String OURS = "com.augmentalis.netavanue";

  private Logging() {}

  /** Replaces whatever logging was set up before. */
  public static void apply(ServerConfig.Log config) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return; // another backend was put on the class path on purpose
    }
    context.reset();
    Encoder<ILoggingEvent> encoder = encoder(config.format(), context);
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("console");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Level level = Level.valueOf(config.level().name());
    // Libraries speak at info about every step of their start; they are heard from one level later.
    boolean talkative = config.level() == LogLevel.DEBUG || config.level() == LogLevel.TRACE;
    Level libraries =
        talkative ? Level.INFO : level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(libraries);
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger(OURS).setLevel(level);
  }

  private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    if (format == LogFormat.JSON) {
      JsonEncoder json = new JsonEncoder();
      json.setContext(context);
      json.setWithArguments(false);
      json.setWithContext(false);
      json.setWithSequenceNumber(false);
      json.setWithNanoseconds(false);
      // The raw message without its arguments says little.
      json.setWithMessage(false);
      json.setWithFormattedMessage(true);
      json.start();
      return json;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{24} - %msg%n");
    text.start();
    return text;
  }
}
