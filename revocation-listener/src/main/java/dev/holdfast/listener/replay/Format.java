package dev.holdfast.listener.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.AuditEvent.EpochRaised;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import java.util.List;
import java.util.stream.Collectors;

/** How findings are printed. */
enum Format {
  /** One line per decision, for people. */
  TABLE {
    @Override
    String print(List<Finding> findings) {
      String lines = findings.stream().map(Format::line).collect(Collectors.joining());
      long unsound = findings.stream().filter(finding -> !finding.sound()).count();
      return ROW.formatted(
              "WHEN",
              "WHO",
              "WHAT",
              "WHY",
              "CLIENTS",
              "SESSION SPARED",
              "REVOKED",
              "SPARED",
              "VERDICT")
          + lines
          + "%d decisions, %d mismatches%n".formatted(findings.size(), unsound);
    }
  },

  /** An array of objects, for programs. */
  JSON {
    @Override
    String print(List<Finding> findings) {
      ArrayNode all = MAPPER.createArrayNode();
      findings.forEach(finding -> all.add(object(finding)));
      try {
        return MAPPER.writeValueAsString(all) + System.lineSeparator();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A tree of strings and numbers can always be written", e);
      }
    }
  };

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String NONE = "-";
  private static final String ROW = "%-27s  %-40s  %-19s  %-70s  %-20s  %-36s  %-20s  %-20s  %s%n";

  abstract String print(List<Finding> findings);

  private static String line(Finding finding) {
    return switch (finding.decision()) {
      case SweepApplied sweep ->
          line(
              finding,
              sweep.reason(),
              sweep.clientIds() == null ? "all" : String.join(",", sweep.clientIds()),
              sweep.sparedSid() == null ? NONE : sweep.sparedSid(),
              sweep.revoked(),
              sweep.spared());
      case EpochRaised raised -> line(finding, raised.reason(), "all", NONE, NONE, NONE);
    };
  }

  private static String line(
      Finding finding,
      Enum<?> reason,
      String clients,
      String sparedSession,
      Object revoked,
      Object spared) {
    EventHeader header = finding.decision().header();
    return ROW.formatted(
        header.time(),
        header.subject().key(),
        reason,
        why(finding),
        clients,
        sparedSession,
        revoked,
        spared,
        finding.sound() ? "ok" : "MISMATCH: " + String.join("; ", finding.mismatches()));
  }

  private static String why(Finding finding) {
    AuditEvent.Decision decision = finding.decision();
    String when =
        finding.cause().map(cause -> " of " + cause.header().time()).orElse(", not on record");
    return decision.causeType().replace("dev.holdfast.", "") + when + " (" + decision.cause() + ")";
  }

  private static ObjectNode object(Finding finding) {
    AuditEvent.Decision decision = finding.decision();
    ObjectNode object =
        MAPPER
            .createObjectNode()
            .put("id", decision.header().id())
            .put("type", EventType.of(decision).wireName())
            .put("time", decision.header().time().toString())
            .put("iss", decision.header().subject().issuer())
            .put("sub", decision.header().subject().subject())
            .put("cause", decision.cause())
            .put("cause_type", decision.causeType());
    finding.cause().ifPresent(cause -> object.put("cause_time", cause.header().time().toString()));
    switch (decision) {
      case SweepApplied sweep -> {
        object.put("reason", sweep.reason().name());
        object.set("client_ids", MAPPER.valueToTree(sweep.clientIds()));
        object.put("spared_sid", sweep.sparedSid());
        object.set("revoked", MAPPER.valueToTree(sweep.revoked()));
        object.set("spared", MAPPER.valueToTree(sweep.spared()));
      }
      case EpochRaised raised ->
          object.put("reason", raised.reason().name()).put("epoch", raised.epoch().toString());
    }
    object.put("sound", finding.sound());
    object.set("mismatches", MAPPER.valueToTree(finding.mismatches()));
    return object;
  }
}
