package dev.holdfast.authserver.client.jdbc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.inject.Singleton;

/**
 * Reads stored descriptions. Every request of a client reads its row anew, so that a change counts
 * at once; a text that was read before means the same as then.
 */
@Singleton
class StoredDescriptions {

  private static final long MOST_CHARACTERS = 4_000_000;

  private final LoadingCache<String, OIDCClientMetadata> read =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, OIDCClientMetadata _) -> text.length())
          .build(StoredDescriptions::parsed);

  /** The description; nobody may change it. */
  OIDCClientMetadata of(ClientRow row) {
    return read.get(row.metadata());
  }

  private static OIDCClientMetadata parsed(String text) {
    try {
      return OIDCClientMetadata.parse(JSONObjectUtils.parse(text));
    } catch (ParseException e) {
      throw new IllegalStateException("A stored description is not one", e);
    }
  }
}
