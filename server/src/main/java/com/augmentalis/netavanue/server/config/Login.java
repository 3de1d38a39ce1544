package com.augmentalis.netavanue.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The login that a store's URL may carry, taken out of it so that the rest can be shown.
 *
 * @param bare the URL without it
 * @param user user name
 * @param password secret
 */
record Login(URI bare, Optional<String> user, Optional<String> password) {

  static Login of(URI url) {
    String info = url.getRawUserInfo();
    if (info == null) {
      return new Login(url, Optional.empty(), Optional.empty());
    }
    int colon = info.indexOf(':');
    String user = colon < 0 ? info : info.substring(0, colon);
    Optional<String> password =
        colon < 0 ? Optional.empty() : Optional.of(decode(info.substring(colon + 1)));
    return new Login(
        without(url), Optional.of(decode(user)).filter(text -> !text.isEmpty()), password);
  }

  private static URI without(URI url) {
    try {
      return new URI(
          url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), url.getQuery(), null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a part of a parsed URL does not parse", e);
    }
  }

  // A plus in user info is a plus, which the form decoder would turn into a space.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Login[" + bare + "]";
  }
}
