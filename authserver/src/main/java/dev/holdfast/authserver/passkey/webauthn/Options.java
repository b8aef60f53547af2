package dev.holdfast.authserver.passkey.webauthn;

import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.util.Base64UrlUtil;
import dev.holdfast.authserver.passkey.Holder;
import dev.holdfast.authserver.passkey.Passkey;
import dev.holdfast.authserver.passkey.PasskeySettings;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What we ask browsers for. */
@Singleton
final class Options {

  /** In the order of preference. */
  static final List<PublicKeyCredentialParameters> ALGORITHMS =
      Stream.of(
              COSEAlgorithmIdentifier.ES256,
              COSEAlgorithmIdentifier.EdDSA,
              COSEAlgorithmIdentifier.RS256)
          .map(
              algorithm ->
                  new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
          .toList();

  private static final String NAME = "Holdfast";

  private final RelyingParty relyingParty;
  private final PasskeySettings settings;

  Options(RelyingParty relyingParty, PasskeySettings settings) {
    this.relyingParty = relyingParty;
    this.settings = settings;
  }

  /**
   * A security key that can neither keep its user nor verify one will still do after a password.
   */
  PublicKeyCredentialCreationOptions creation(
      String challenge, Holder holder, User user, List<Passkey> existing) {
    return new PublicKeyCredentialCreationOptions(
        new PublicKeyCredentialRpEntity(relyingParty.id(), NAME),
        new PublicKeyCredentialUserEntity(
            Base64UrlUtil.decode(holder.handle()), user.username(), user.name()),
        new DefaultChallenge(challenge),
        ALGORITHMS,
        settings.challengeLifetime().toMillis(),
        descriptors(existing),
        new AuthenticatorSelectionCriteria(
            null, ResidentKeyRequirement.PREFERRED, UserVerificationRequirement.PREFERRED),
        AttestationConveyancePreference.NONE,
        null);
  }

  PublicKeyCredentialRequestOptions request(
      String challenge, List<Passkey> allowed, boolean verification) {
    return new PublicKeyCredentialRequestOptions(
        new DefaultChallenge(challenge),
        settings.challengeLifetime().toMillis(),
        relyingParty.id(),
        descriptors(allowed),
        verification ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED,
        null);
  }

  private static List<PublicKeyCredentialDescriptor> descriptors(List<Passkey> passkeys) {
    return passkeys.stream()
        .map(
            passkey ->
                new PublicKeyCredentialDescriptor(
                    PublicKeyCredentialType.PUBLIC_KEY,
                    Base64UrlUtil.decode(passkey.credentialId()),
                    transports(passkey)))
        .toList();
  }

  private static Set<AuthenticatorTransport> transports(Passkey passkey) {
    return Arrays.stream(passkey.transports().split(" "))
        .filter(transport -> !transport.isEmpty())
        .map(AuthenticatorTransport::create)
        .collect(Collectors.toUnmodifiableSet());
  }
}
