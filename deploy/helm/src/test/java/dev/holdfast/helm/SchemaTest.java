package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaTest {

  @Test
  void whatMustBeGivenIsNamed() {
    Chart.requireHelm();
    var nothing =
        new Helm(Chart.FOLDER).template().withName("test").withKubeVersion(Chart.KUBERNETES);

    assertThatThrownBy(nothing::call)
        .hasMessageContaining("missing properties 'issuer', 'publicUrl'")
        .hasMessageContaining("at '/secrets': missing property 'name'")
        .hasMessageContaining("at '/kafka': missing property 'bootstrapServers'")
        .hasMessageContaining("at '/database': missing property 'host'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {issuer: http://auth.example.com}                    | at '/issuer': 'http://auth.example.com' does not match pattern
          {issuer: https://auth.example.com/}                  | at '/issuer'
          {publicUrl: https://example.com/mcp}                 | at '/publicUrl'
          {replicas: 3}                                        | additional properties 'replicas' not allowed
          {gateway: {replica: 3}}                              | at '/gateway': additional properties 'replica' not allowed
          {gateway: {replicas: 0}}                             | at '/gateway/replicas': minimum: got 0, want 1
          {gateway: {replicas: "3"}}                           | at '/gateway/replicas': got string, want integer
          {listener: {image: {digest: latest}}}                | at '/listener/image/digest'
          {secrets: {signingKeyset: authserver-keyset.json}}   | at '/secrets/signingKeyset': got string, want object
          {secrets: {databasePassword: {key: x}}}              | additional properties 'databasePassword' not allowed
          {database: {port: 0}}                                | at '/database/port'
          {kafka: {bootstrapServers: kafka.example.com}}       | at '/kafka/bootstrapServers'
          {kafka: {securityProtocol: TLS}}                     | at '/kafka/securityProtocol': value must be one of
          {kafka: {sasl: {jaasConfig: {secret: kafka}}}}       | at '/kafka/sasl/jaasConfig'
          {topics: {entries: {identity: {partitions: many}}}}  | at '/topics/entries/identity/partitions'
          {topics: {entries: {mine: {partitions: 1}}}}         | additional properties 'mine' not allowed
          {tls: {mutual: true}}                                | at '/tls/enabled': value must be true
          {tls: {certManager: {enabled: true}}}                | at '/tls/certManager/issuerRef': missing property 'name'
          {singleSession: {clientIds: []}}                     | at '/singleSession/clientIds': minItems: got 0, want 1
          {mcpServers: {Wiki: {url: "https://wiki"}}}          | invalid propertyName 'Wiki'
          {mcpServers: {a: {}}}                                | at '/mcpServers/a': missing property 'url'
          {mcpServers: {a: {url: "http://a/mcp"}}}             | at '/mcpServers/a': missing property 'allowPlainHttp'
          {mcpServers: {a: {url: "https://me:x@a/mcp"}}}       | at '/mcpServers/a/url'
          {mcpServers: {a: {url: "https://a", rate: fast}}}    | at '/mcpServers/a/rate'
          {mcpServers: {a: {url: "https://a", credential: connection}}}         | missing property 'provider'
          {mcpServers: {a: {url: "https://a", credential: header, headerName: X}}} | missing property 'headerValue'
          {mcpServers: {a: {url: "https://a", headerValue: s3cret}}}            | at '/mcpServers/a/headerValue': got string, want object
          {providers: {a: {clientId: me, clientSecret: s3cret}}}                | at '/providers/a/clientSecret': got string, want object
          {providers: {a: {clientId: me, tokenEndpoint: "https://a"}}}          | at '/providers/a'
          {loginProviders: {a: {issuer: "https://a", clientId: me}}}            | missing property 'clientSecret'
          {authserver: {settings: {holdfast: {authserver: {}}}}}                | at '/authserver/settings/holdfast'
          {authserver: {secretEnv: {PASSWORD: {secret: a, key: b}}}}            | invalid propertyName 'PASSWORD'
          {tokenService: {keys: {primary: "/etc/key.json"}}}                    | at '/tokenService/keys/primary'
          {networkPolicy: {egress: {kafka: {to: anywhere}}}}                    | at '/networkPolicy/egress/kafka/to'
          {gatewayApi: {enabled: true}}                                         | at '/gatewayApi/parentRefs': minItems: got 0, want 1
          """)
  void badValuesAreRefusedByName(String values, String message) {
    var bad = Chart.template("minimal", values);

    assertThatThrownBy(bad::call).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {authserver: {settings: {"holdfast.authserver.users.ada.password": s3cret}}} | authserver.settings: holdfast.authserver.users.ada.password is a secret
          {gateway: {settings: {"holdfast.service.client-secret": s3cret}}}            | gateway.settings: holdfast.service.client-secret is a secret
          {listener: {settings: {"kafka.sasl.jaas.config": s3cret}}}                   | listener.settings: kafka.sasl.jaas.config is a secret
          {tls: {enabled: true}}                                                      | tls.secrets.authserver is missing
          {gateway: {sessionMaxAgeDays: 60}}                                          | topics.entries.sessions.retentionDays must be more than gateway.sessionMaxAgeDays
          {mcpServers: {a: {url: "https://a", credential: connection, provider: b}}}  | mcpServers.a: there is no provider b in providers
          {aggregate: {servers: [wiki, b]}}                                           | aggregate.servers: there is no b in mcpServers
          {gateway: {autoscaling: {enabled: true, minReplicas: 9}}}                    | gateway.autoscaling.maxReplicas is less than minReplicas
          {monitoring: {rules: {file: "just text"}}}                                  | monitoring.rules.file is not a file of Prometheus rules
          """)
  void whatDoesNotGoTogetherIsRefused(String values, String message) {
    var bad = Chart.template("minimal", values);

    assertThatThrownBy(bad::call).hasMessageContaining(message).hasMessageNotContaining("s3cret");
  }
}
