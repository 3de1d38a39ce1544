package com.augmentalis.netavanue.web;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Where the build put the resources that the jar will hold. */
final class WebRoot {

  private WebRoot() {}

  /** The directory that holds {@code webroot/}. */
  static Path classes() {
    var page = WebRoot.class.getClassLoader().getResource("webroot/index.html");
    try {
      Path file = Path.of(Objects.requireNonNull(page, "webroot/index.html").toURI());
      return file.getParent().getParent();
    } catch (URISyntaxException e) {
      throw new AssertionError("a class loader's URL is a URI", e);
    }
  }
}
