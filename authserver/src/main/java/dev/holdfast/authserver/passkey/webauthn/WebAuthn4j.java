package dev.holdfast.authserver.passkey.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.util.Base64UrlUtil;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.holdfast.authserver.passkey.Holder;
import dev.holdfast.authserver.passkey.Passkey;
import dev.holdfast.authserver.passkey.WebAuthn;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Attestation is not asked for, so none is checked: who made an authenticator decides nothing here.
 */
@Singleton
final class WebAuthn4j implements WebAuthn {

  private static final Logger log = LoggerFactory.getLogger(WebAuthn4j.class);

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager library = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final Answers answers = new Answers(library);
  private final RelyingParty relyingParty;
  private final Options options;

  WebAuthn4j(RelyingParty relyingParty, Options options) {
    this.relyingParty = relyingParty;
    this.options = options;
  }

  @Override
  public String creationOptions(
      String challenge, Holder holder, User user, List<Passkey> existing) {
    return json(options.creation(challenge, holder, user, existing));
  }

  @Override
  public String requestOptions(String challenge, List<Passkey> allowed, boolean verification) {
    return json(options.request(challenge, allowed, verification));
  }

  @Override
  public Optional<Answer> readCreation(String json) {
    return answers.creation(json);
  }

  @Override
  public Optional<Answer> readAssertion(String json) {
    return answers.assertion(json);
  }

  @Override
  public Optional<NewCredential> verifyCreation(Answer answer) {
    var expected =
        new RegistrationParameters(
            relyingParty.expecting(answer.challenge()), Options.ALGORITHMS, false, true);
    try {
      return Optional.of(
          credential(library.verifyRegistrationResponseJSON(answer.json(), expected)));
    } catch (WebAuthnException | JacksonException e) {
      log.atInfo().addKeyValue("why", e.getClass().getSimpleName()).log("Passkey not added");
      return Optional.empty();
    }
  }

  @Override
  public Verdict verifyAssertion(Answer answer, Passkey passkey, boolean verification) {
    var expected =
        new AuthenticationParameters(
            relyingParty.expecting(answer.challenge()),
            record(passkey),
            List.of(Base64UrlUtil.decode(passkey.credentialId())),
            verification,
            true);
    try {
      AuthenticationData data = library.verifyAuthenticationResponseJSON(answer.json(), expected);
      var authenticator = Objects.requireNonNull(data.getAuthenticatorData());
      return new Verdict.Valid(authenticator.getSignCount(), authenticator.isFlagBS());
    } catch (MaliciousCounterValueException e) {
      return new Verdict.Cloned();
    } catch (WebAuthnException | JacksonException e) {
      return new Verdict.Invalid(e.getClass().getSimpleName());
    }
  }

  private NewCredential credential(RegistrationData data) {
    var attestation = Objects.requireNonNull(data.getAttestationObject());
    var authenticator = attestation.getAuthenticatorData();
    var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
    return new NewCredential(
        Base64UrlUtil.encodeToString(credential.getCredentialId()),
        Base64UrlUtil.encodeToString(
            converter.getCborMapper().writeValueAsBytes(credential.getCOSEKey())),
        authenticator.getSignCount(),
        transports(data),
        authenticator.isFlagBE(),
        authenticator.isFlagBS());
  }

  /** Known ones only: the browser's word is repeated to it, and to nobody else. */
  private static String transports(RegistrationData data) {
    Set<AuthenticatorTransport> known =
        Set.of(
            AuthenticatorTransport.USB,
            AuthenticatorTransport.NFC,
            AuthenticatorTransport.BLE,
            AuthenticatorTransport.SMART_CARD,
            AuthenticatorTransport.HYBRID,
            AuthenticatorTransport.INTERNAL);
    return Objects.requireNonNullElse(data.getTransports(), Set.<AuthenticatorTransport>of())
        .stream()
        .filter(known::contains)
        .map(AuthenticatorTransport::getValue)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private CredentialRecord record(Passkey passkey) {
    COSEKey key =
        converter
            .getCborMapper()
            .readValue(Base64UrlUtil.decode(passkey.publicKey()), COSEKey.class);
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        passkey.backupEligible(),
        passkey.backedUp(),
        passkey.signCount(),
        new AttestedCredentialData(AAGUID.ZERO, Base64UrlUtil.decode(passkey.credentialId()), key),
        null,
        null,
        null,
        null);
  }

  private String json(Object options) {
    return converter.getJsonMapper().writeValueAsString(options);
  }
}
