package dev.holdfast.authserver.passkey.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.util.Base64UrlUtil;
import dev.holdfast.authserver.passkey.WebAuthn.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what browsers send; the library leaves null what is missing, whatever its types say. */
final class Answers {

  private final WebAuthnManager library;

  Answers(WebAuthnManager library) {
    this.library = library;
  }

  Optional<Answer> creation(String json) {
    return read(json, library::parseRegistrationResponseJSON)
        .flatMap(data -> answer(json, data.getCollectedClientData(), credentialId(data), ""));
  }

  Optional<Answer> assertion(String json) {
    return read(json, library::parseAuthenticationResponseJSON)
        .filter(Answers::isComplete)
        .flatMap(
            data ->
                answer(json, data.getCollectedClientData(), credentialId(data), userHandle(data)));
  }

  private static boolean isComplete(AuthenticationData data) {
    return data.getAuthenticatorData() != null && data.getSignature() != null;
  }

  private static String credentialId(RegistrationData data) {
    return Optional.ofNullable(data.getAttestationObject())
        .map(attestation -> attestation.getAuthenticatorData().getAttestedCredentialData())
        .map(credential -> Base64UrlUtil.encodeToString(credential.getCredentialId()))
        .orElse("");
  }

  private static String credentialId(AuthenticationData data) {
    return data.getCredentialId() == null
        ? ""
        : Base64UrlUtil.encodeToString(data.getCredentialId());
  }

  private static String userHandle(AuthenticationData data) {
    return data.getUserHandle() == null ? "" : Base64UrlUtil.encodeToString(data.getUserHandle());
  }

  private static Optional<Answer> answer(
      String json, @Nullable CollectedClientData client, String credentialId, String userHandle) {
    return Optional.ofNullable(client)
        .map(CollectedClientData::getChallenge)
        .filter(_ -> !credentialId.isEmpty())
        .map(challenge -> Base64UrlUtil.encodeToString(challenge.getValue()))
        .map(challenge -> new Answer(json, challenge, credentialId, userHandle));
  }

  private static <T> Optional<T> read(String json, Function<String, @Nullable T> parser) {
    try {
      return Optional.ofNullable(parser.apply(json));
    } catch (RuntimeException e) {
      // Bad input makes the library throw anything, NullPointerException too.
      return Optional.empty();
    }
  }
}
