package dev.holdfast.gateway.policy;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.convert.format.MapFormat.MapTransformation;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of one server may be used, and by whom.
 *
 * @param name the server's
 * @param allowTools the tools that pass; none named means all, an ending {@code *} any ending
 * @param allowPrompts the prompts that pass, likewise
 * @param allowResources the URIs, and templates of them, that pass, likewise
 * @param statusTool whether the gateway adds its tool that tells who one is
 * @param logoutTool whether the gateway adds its tool that logs out
 * @param tools what is configured for single tools: the entries as they are configured, which are
 *     read once, into a {@link ToolRule} for each tool, by its name
 */
@EachProperty("holdfast.gateway.servers")
public record ServerPolicy(
    @Parameter String name,
    @Bindable(defaultValue = "") List<String> allowTools,
    @Bindable(defaultValue = "") List<String> allowPrompts,
    @Bindable(defaultValue = "") List<String> allowResources,
    @Bindable(defaultValue = "true") boolean statusTool,
    @Bindable(defaultValue = "true") boolean logoutTool,
    @Nullable
        @MapFormat(transformation = MapTransformation.NESTED, keyFormat = StringConvention.RAW)
        Map<String, Object> tools) {

  /** Refuses tools' entries that mean nothing. */
  public ServerPolicy {
    allowTools = withoutBlanks(allowTools);
    allowPrompts = withoutBlanks(allowPrompts);
    allowResources = withoutBlanks(allowResources);
    try {
      tools = rulesByTool(tools == null ? Map.of() : tools);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "holdfast.gateway.servers." + name + ".tools: " + e.getMessage(), e);
    }
  }

  /** What is configured for single tools. */
  public List<ToolRule> rules() {
    return entries().values().stream().map(ToolRule.class::cast).toList();
  }

  /** What is configured for a tool. */
  public ToolRule rule(String tool) {
    return entries().get(tool) instanceof ToolRule rule ? rule : ToolRule.none(tool);
  }

  /** Whether what is listed of the server is not the same for all who may use it. */
  public boolean dependsOnCaller() {
    return rules().stream().anyMatch(rule -> rule.hide() && !rule.scopes().isEmpty());
  }

  /** The tool that the aggregate shows under that name. */
  public Optional<String> ofAlias(String alias) {
    return rules().stream()
        .filter(rule -> alias.equals(rule.alias()))
        .map(ToolRule::tool)
        .findFirst();
  }

  /** Whether such a thing passes at all. */
  public boolean allows(Kind kind, String thing) {
    List<String> allowed =
        switch (kind) {
          case TOOL -> allowTools;
          case PROMPT -> allowPrompts;
          case RESOURCE -> allowResources;
        };
    return allowed.isEmpty() || allowed.stream().anyMatch(pattern -> matches(pattern, thing));
  }

  private static Map<String, Object> rulesByTool(Map<String, Object> entries) {
    Map<String, Object> rules = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) -> {
          ToolRule rule = entry instanceof ToolRule read ? read : ToolRule.of(key, entry);
          rules.putIfAbsent(rule.tool(), rule);
        });
    return Collections.unmodifiableMap(rules);
  }

  private Map<String, Object> entries() {
    return tools == null ? Map.of() : tools;
  }

  private static boolean matches(String pattern, String thing) {
    return pattern.endsWith("*")
        ? thing.startsWith(pattern.substring(0, pattern.length() - 1))
        : thing.equals(pattern);
  }

  private static List<String> withoutBlanks(List<String> values) {
    return values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
  }
}
