package dev.holdfast.listener.replay.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.contracts.events.AuditEvent.EpochRaised;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.listener.replay.judge.Finding;
import java.io.PrintWriter;

/** Objects, for programs: one per line, or in an array. */
final class Json implements Printer {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final boolean array;
  private boolean first = true;

  Json(boolean array) {
    this.array = array;
  }

  @Override
  public void begin(PrintWriter out) {
    first = true;
    if (array) {
      out.print("[");
    }
  }

  @Override
  public void print(PrintWriter out, Finding finding) {
    try {
      String text = MAPPER.writeValueAsString(object(finding));
      if (array) {
        out.print(first ? "\n" : ",\n");
        out.print(text);
      } else {
        out.print(text + "\n");
      }
      first = false;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings and numbers can always be written", e);
    }
  }

  @Override
  public void end(PrintWriter out, Sum sum) {
    if (array) {
      out.print("\n]\n");
    }
  }

  private static ObjectNode object(Finding finding) {
    ObjectNode object =
        MAPPER
            .createObjectNode()
            .put("time", finding.time().toString())
            .put("iss", finding.subject().issuer())
            .put("sub", finding.subject().subject())
            .put("cause", finding.event());
    finding
        .cause()
        .ifPresent(
            cause ->
                object
                    .put("cause_type", EventType.of(cause).wireName())
                    .put("cause_time", cause.header().time().toString()));
    finding
        .decision()
        .ifPresent(
            decision -> {
              object
                  .put("id", decision.header().id())
                  .put("type", EventType.of(decision).wireName())
                  .put("cause_type", decision.causeType());
              if (decision.execution() != null) {
                object.put("policy_version", decision.execution().policyVersion());
              }
              switch (decision) {
                case SweepApplied sweep -> add(object, sweep);
                case EpochRaised raised ->
                    object
                        .put("reason", raised.reason().name())
                        .put("epoch", raised.epoch().toString());
              }
            });
    object.put("sound", finding.sound());
    object.set("mismatches", MAPPER.valueToTree(finding.mismatches()));
    object.set("notes", MAPPER.valueToTree(finding.notes()));
    return object;
  }

  private static void add(ObjectNode object, SweepApplied sweep) {
    object.put("reason", sweep.reason().name());
    object.set("client_ids", MAPPER.valueToTree(sweep.clientIds()));
    object.put("spared_sid", sweep.sparedSid());
    object.set("revoked", MAPPER.valueToTree(sweep.revoked()));
    object.set("spared", MAPPER.valueToTree(sweep.spared()));
  }
}
