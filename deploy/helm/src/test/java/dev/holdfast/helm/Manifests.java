package dev.holdfast.helm;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * What a chart renders, read as strictly as Kubernetes' API server reads it: an object of an
 * unknown kind, an unknown field or a value of the wrong type is an error.
 *
 * @param objects all of it
 */
record Manifests(List<HasMetadata> objects) {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
          Map.entry("cert-manager.io/v1/Certificate", Certificate.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .annotationIntrospector(new NothingMore())
          .build();

  /** Reads YAML. */
  Manifests(String yaml) {
    this(
        StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
            .filter(Objects::nonNull)
            .map(Manifests::read)
            .toList());
  }

  /** All objects of a kind. */
  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The object of that kind whose name ends so. */
  <T extends HasMetadata> Optional<T> find(Class<T> kind, String nameEnd) {
    return all(kind).stream()
        .filter(object -> object.getMetadata().getName().endsWith(nameEnd))
        .findFirst();
  }

  /** The object of that kind whose name ends so, which must be there. */
  <T extends HasMetadata> T get(Class<T> kind, String nameEnd) {
    return find(kind, nameEnd)
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + nameEnd));
  }

  /** What each pod is made of, those of jobs too. */
  List<PodSpec> pods() {
    return Stream.concat(
            all(Deployment.class).stream().map(each -> each.getSpec().getTemplate().getSpec()),
            all(Job.class).stream().map(each -> each.getSpec().getTemplate().getSpec()))
        .toList();
  }

  /** A file of a config map, which must be there. */
  String file(String configMap, String name) {
    return requireNonNull(get(ConfigMap.class, "-" + configMap).getData().get(name), name);
  }

  /** The settings that a service is told by file. */
  Map<String, Object> settings(String service) {
    return new Yaml().load(file(service, "settings.yml"));
  }

  private static HasMetadata read(Object document) {
    Map<?, ?> object = (Map<?, ?>) document;
    String kind = object.get("apiVersion") + "/" + object.get("kind");
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new AssertionError("The chart renders a " + kind);
    }
    return STRICT.convertValue(object, type);
  }

  /** The types keep fields that they do not know; here those are errors. */
  private static final class NothingMore extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
