package dev.holdfast.authserver.key.http;

import dev.holdfast.authserver.key.KeyRotation;
import dev.holdfast.authserver.key.KeyStatus;
import dev.holdfast.authserver.key.SigningKeys;
import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.claims.ServiceScope;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing keys, for operators. */
@Controller("/admin/keys")
@RequiresScope(ServiceScope.KEYS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {

  private static final Logger log = LoggerFactory.getLogger(KeysController.class);

  private final SigningKeys keys;
  private final KeyRotation rotation;

  KeysController(SigningKeys keys, KeyRotation rotation) {
    this.keys = keys;
    this.rotation = rotation;
  }

  @Get
  List<KeyView> list() {
    return views(keys.list());
  }

  /** Answers the upcoming keys; asked again before they sign, it answers the same ones. */
  @Post("/rotate")
  List<KeyView> rotate(VerifiedToken operator) {
    log.atInfo().addKeyValue("actor", operator.subject().subject()).log("Rotation asked for");
    return views(rotation.rotate());
  }

  private static List<KeyView> views(List<KeyStatus> keys) {
    return keys.stream().map(KeyView::of).toList();
  }
}
