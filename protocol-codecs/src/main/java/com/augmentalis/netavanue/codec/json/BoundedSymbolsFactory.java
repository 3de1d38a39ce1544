package com.augmentalis.netavanue.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.ByteSourceJsonBootstrapper;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/**
 * A factory whose readers share few member names.
 *
 * <p>Jackson's own table of names is common to all readers, grows to 6,000 names, and is copied
 * whole by every reader that meets a name which is not in it. Strangers who send new names would
 * make each of their small messages cost a copy of a megabyte. Here the table starts afresh long
 * before. Names read from characters instead of bytes are not shared at all.
 */
final class BoundedSymbolsFactory extends JsonFactory {

  private static final long serialVersionUID = 1L;

  private static final int MAX_SHARED_NAMES = 200;

  private static final int CANONICALIZE = Feature.CANONICALIZE_FIELD_NAMES.getMask();

  private final transient JsonFactoryBuilder builder;

  /** Replaced, never changed by this class; a race costs at most a table. */
  private transient volatile ByteQuadsCanonicalizer symbols = ByteQuadsCanonicalizer.createRoot();

  BoundedSymbolsFactory(JsonFactoryBuilder builder) {
    super(builder.disable(Feature.CANONICALIZE_FIELD_NAMES));
    this.builder = builder;
  }

  @Override
  public JsonFactory copy() {
    return new BoundedSymbolsFactory(builder);
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
      throws IOException {
    ByteQuadsCanonicalizer shared = symbols;
    if (shared.size() > MAX_SHARED_NAMES) {
      shared = ByteQuadsCanonicalizer.createRoot();
      symbols = shared;
    }
    return new ByteSourceJsonBootstrapper(context, data, offset, length)
        .constructParser(
            _parserFeatures,
            _objectCodec,
            shared,
            _rootCharSymbols,
            _factoryFeatures | CANONICALIZE);
  }
}
