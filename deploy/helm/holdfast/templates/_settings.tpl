{{/*
What a service is told, as one flat YAML file of settings: MICRONAUT_CONFIG_FILES names it.
Nothing secret is in it: secrets are told by variables that name files (_secrets.tpl).
*/}}

{{/* Numbers from values are floats, and large ones would be written with an exponent. */}}
{{- define "holdfast.plain" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) -}}{{ . | int64 | toYaml }}{{- else -}}{{ toYaml . }}{{- end -}}
{{- end -}}

{{/* Adds the entries of .from to .to, their camelCase names as hyphenated ones below .prefix. */}}
{{- define "holdfast.addSettings" -}}
{{- $to := .to -}}
{{- $prefix := .prefix -}}
{{- $except := default list .except -}}
{{- range $name, $value := .from -}}
{{- if not (has $name $except) -}}
{{- $_ := set $to (printf "%s.%s" $prefix (kebabcase $name)) $value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.settings" -}}
{{- $service := include "holdfast.service" . | fromYaml -}}
{{- $own := include "holdfast.own" . | fromYaml -}}
{{- $all := dict -}}
{{- include "holdfast.settings.common" (dict "root" .root "service" $service "own" $own "to" $all) -}}
{{- include (printf "holdfast.settings.%s" .key) (dict "root" .root "values" .root.Values "own" $own "to" $all) -}}
{{- range $name, $value := $own.settings -}}
{{- if and (regexMatch "(password|secret|header-value|jaas\\.config|vault\\.token)$" $name) (not (regexMatch "^\\$\\{[A-Z0-9_]+\\}$" (toString $value))) -}}
{{- fail (printf "%s.settings: %s is a secret and would be readable in a ConfigMap; give it by %s.secretEnv, and say ${NAME} here" $.key $name $.key) -}}
{{- end -}}
{{- $_ := set $all $name $value -}}
{{- end -}}
{{- range $name, $value := $all }}
{{ $name | quote }}: {{ if kindIs "slice" $value }}{{ toJson $value }}{{ else }}{{ include "holdfast.plain" $value }}{{ end }}
{{- end }}
{{- end -}}

{{- define "holdfast.settings.common" -}}
{{- $values := .root.Values -}}
{{- $to := .to -}}
{{- $_ := set $to "micronaut.server.host" "0.0.0.0" -}}
{{- $_ := set $to "micronaut.server.port" .service.port -}}
{{- $_ := set $to "endpoints.all.port" (include "holdfast.managementPort" . | int) -}}
{{- /* Replicas give notice by themselves: their readiness is down meanwhile, which a kubelet that sleeps does not do. */ -}}
{{- $_ := set $to "holdfast.stop.notice" (printf "%ds" (int .own.stop.noticeSeconds)) -}}
{{- $_ := set $to "micronaut.lifecycle.graceful-shutdown.enabled" true -}}
{{- $_ := set $to "micronaut.lifecycle.graceful-shutdown.grace-period" (printf "%ds" (int .own.stop.gracePeriodSeconds)) -}}
{{- $_ := set $to "kafka.bootstrap.servers" $values.kafka.bootstrapServers -}}
{{- include "holdfast.settings.kafka" (dict "values" $values "to" $to "prefix" "kafka." "identity" "/etc/holdfast/secrets") -}}
{{- if and $values.issuerInside (ne .service.name "authserver") -}}
{{- $issuer := urlParse $values.issuer -}}
{{- $_ := set $to "holdfast.network.internal-addresses" (list (printf "https://%s=%s://%s-authserver:9000" $issuer.host (include "holdfast.scheme" .root) (include "holdfast.fullname" .root))) -}}
{{- end -}}
{{- if .service.database -}}
{{- $database := .own.database -}}
{{- $parameters := list -}}
{{- range $name, $value := $values.database.parameters -}}
{{- $parameters = append $parameters (printf "%s=%v" $name $value) -}}
{{- end -}}
{{- $url := printf "jdbc:mysql://%s:%d/%s" $values.database.host (int $values.database.port) $database.name -}}
{{- $_ := set $to "datasources.default.url" (ternary (printf "%s?%s" $url (join "&" $parameters)) $url (gt (len $parameters) 0)) -}}
{{- $_ := set $to "datasources.default.username" $database.username -}}
{{- end -}}
{{- if $values.tls.enabled -}}
{{- $_ := set $to "holdfast.tls.certificate" "/etc/holdfast/tls/tls.crt" -}}
{{- $_ := set $to "holdfast.tls.private-key" "/etc/holdfast/tls/tls.key" -}}
{{- $_ := set $to "holdfast.tls.trusted" "/etc/holdfast/tls/ca.crt" -}}
{{- if and $values.tls.mutual (not .service.public) -}}
{{- $_ := set $to "holdfast.tls.client-authentication" "required" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* How Kafka is spoken to, for services (kafka.*) and for the tools of the topics job. */}}
{{- define "holdfast.settings.kafka" -}}
{{- $kafka := .values.kafka -}}
{{- $to := .to -}}
{{- $_ := set $to (printf "%ssecurity.protocol" .prefix) $kafka.securityProtocol -}}
{{- if hasPrefix "SASL_" $kafka.securityProtocol -}}
{{- $_ := set $to (printf "%ssasl.mechanism" .prefix) $kafka.sasl.mechanism -}}
{{- end -}}
{{- if $kafka.tls.trusted -}}
{{- $_ := set $to (printf "%sssl.truststore.type" .prefix) "PEM" -}}
{{- $_ := set $to (printf "%sssl.truststore.location" .prefix) (printf "%s/kafka-trusted.pem" .identity) -}}
{{- end -}}
{{- if $kafka.tls.identity -}}
{{- $_ := set $to (printf "%sssl.keystore.type" .prefix) "PEM" -}}
{{- $_ := set $to (printf "%sssl.keystore.location" .prefix) (printf "%s/kafka-identity.pem" .identity) -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.settings.authserver" -}}
{{- $values := .values -}}
{{- $to := .to -}}
{{- $_ := set $to "holdfast.authserver.issuer" $values.issuer -}}
{{- $_ := set $to "holdfast.keys.directory" "/etc/holdfast/keys" -}}
{{- $_ := set $to "holdfast.token-service.url" (include "holdfast.tokenServiceUrl" .root) -}}
{{- $_ := set $to "holdfast.token-service.audience" (include "holdfast.tokenServiceAudience" .root) -}}
{{- $_ := set $to "holdfast.revocation-listener.audience" (include "holdfast.listenerAudience" .root) -}}
{{- $_ := set $to "holdfast.authserver.single-session.enabled" $values.singleSession.enabled -}}
{{- $_ := set $to "holdfast.authserver.single-session.client-ids" (join "," $values.singleSession.clientIds) -}}
{{- $_ := set $to "holdfast.outbox.topic-prefix" $values.topics.prefix -}}
{{- with $values.trustedProxies -}}
{{- $_ := set $to "holdfast.authserver.proxies.trusted" . -}}
{{- end -}}
{{- range $name, $server := $values.mcpServers -}}
{{- $resource := printf "holdfast.authserver.resources.%s" $name -}}
{{- $_ := set $to (printf "%s.uri" $resource) (printf "%s/mcp/%s" $values.publicUrl $name) -}}
{{- with $server.provider -}}
{{- $_ := set $to (printf "%s.provider" $resource) . -}}
{{- end -}}
{{- end -}}
{{- if $values.aggregate.servers -}}
{{- $resource := printf "holdfast.authserver.resources.%s" $values.aggregate.resource -}}
{{- $_ := set $to (printf "%s.uri" $resource) (printf "%s/mcp" $values.publicUrl) -}}
{{- with $values.aggregate.provider -}}
{{- $_ := set $to (printf "%s.provider" $resource) . -}}
{{- end -}}
{{- end -}}
{{- range $name, $provider := $values.loginProviders -}}
{{- $prefix := printf "holdfast.authserver.login-providers.%s" $name -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" $prefix "from" $provider "except" (list "clientSecret")) -}}
{{- end -}}
{{- range $name, $client := $values.clients -}}
{{- $prefix := printf "holdfast.authserver.clients.%s" $name -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" $prefix "from" $client "except" (list "secret")) -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.settings.tokenService" -}}
{{- $values := .values -}}
{{- $to := .to -}}
{{- $_ := set $to "holdfast.bearer.audience" (include "holdfast.tokenServiceAudience" .root) -}}
{{- $_ := set $to "holdfast.bearer.issuers" (prepend $values.tokenService.furtherIssuers $values.issuer | join ",") -}}
{{- $_ := set $to "holdfast.outbox.topic-prefix" $values.topics.prefix -}}
{{- $keys := $values.tokenService.keys -}}
{{- $_ := set $to "holdfast.token.keys.directory" "/etc/holdfast/keys" -}}
{{- with $keys.primary -}}
{{- $_ := set $to "holdfast.token.keys.primary" . -}}
{{- end -}}
{{- with $keys.others -}}
{{- $_ := set $to "holdfast.token.keys.others" . -}}
{{- end -}}
{{- if $keys.vaultToken -}}
{{- $_ := set $to "holdfast.token.keys.vault.token-file" "/etc/holdfast/secrets/vault-token" -}}
{{- end -}}
{{- range $name, $provider := $values.providers -}}
{{- $prefix := printf "holdfast.token.providers.%s" $name -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" $prefix "from" $provider "except" (list "clientSecret" "privateKey" "authorizationParameters" "tokenParameters")) -}}
{{- $_ := set $to (printf "%s.redirect-uri" $prefix) (printf "%s/connect/%s/callback" $values.issuer $name) -}}
{{- range $parameter, $value := $provider.authorizationParameters -}}
{{- $_ := set $to (printf "%s.authorization-parameters.%s" $prefix $parameter) $value -}}
{{- end -}}
{{- range $parameter, $value := $provider.tokenParameters -}}
{{- $_ := set $to (printf "%s.token-parameters.%s" $prefix $parameter) $value -}}
{{- end -}}
{{- if $provider.privateKey -}}
{{- $_ := set $to (printf "%s.private-key-file" $prefix) (printf "/etc/holdfast/secrets/provider-%s-private-key.json" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.settings.gateway" -}}
{{- $values := .values -}}
{{- $to := .to -}}
{{- $_ := set $to "holdfast.gateway.public-url" $values.publicUrl -}}
{{- $_ := set $to "holdfast.gateway.issuers" (prepend $values.gateway.furtherIssuers $values.issuer | join ",") -}}
{{- $_ := set $to "holdfast.gateway.session.keyset" "/etc/holdfast/keys/sessions.json" -}}
{{- $_ := set $to "holdfast.gateway.session.max-age" (printf "%dd" (int $values.gateway.sessionMaxAgeDays)) -}}
{{- $_ := set $to "holdfast.gateway.revocation.topic" (include "holdfast.topic" (dict "root" .root "topic" "tokens")) -}}
{{- $_ := set $to "holdfast.gateway.revocation.session-topic" (include "holdfast.topic" (dict "root" .root "topic" "sessions")) -}}
{{- $_ := set $to "holdfast.gateway.audit.topic" (include "holdfast.topic" (dict "root" .root "topic" "audit")) -}}
{{- include "holdfast.settings.caller" . -}}
{{- range $name, $server := $values.mcpServers -}}
{{- if and $server.provider (not (hasKey $values.providers $server.provider)) -}}
{{- fail (printf "mcpServers.%s: there is no provider %s in providers" $name $server.provider) -}}
{{- end -}}
{{- $prefix := printf "holdfast.gateway.servers.%s" $name -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" $prefix "from" $server "except" (list "headerValue" "exchangeClientSecret" "tools")) -}}
{{- range $tool, $rule := $server.tools -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" (printf "%s.tools.%s" $prefix $tool) "from" $rule) -}}
{{- end -}}
{{- end -}}
{{- if $values.aggregate.servers -}}
{{- range $values.aggregate.servers -}}
{{- if not (hasKey $values.mcpServers .) -}}
{{- fail (printf "aggregate.servers: there is no %s in mcpServers" .) -}}
{{- end -}}
{{- end -}}
{{- include "holdfast.addSettings" (dict "to" $to "prefix" "holdfast.gateway.aggregate" "from" $values.aggregate "except" (list "resource" "provider")) -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.settings.listener" -}}
{{- $values := .values -}}
{{- $to := .to -}}
{{- include "holdfast.settings.caller" . -}}
{{- $_ := set $to "holdfast.bearer.audience" (include "holdfast.listenerAudience" .root) -}}
{{- $_ := set $to "revocation.single-session" $values.singleSession.enabled -}}
{{- $_ := set $to "revocation.client-ids" (join "," $values.singleSession.clientIds) -}}
{{- $_ := set $to "holdfast.listener.topics.identity" (include "holdfast.topic" (dict "root" .root "topic" "identity")) -}}
{{- $_ := set $to "holdfast.listener.topics.audit" (include "holdfast.topic" (dict "root" .root "topic" "audit")) -}}
{{- $_ := set $to "holdfast.listener.topics.dead-letters" (include "holdfast.topic" (dict "root" .root "topic" "identity.dlt")) -}}
{{- end -}}

{{/* How the gateway and the listener prove themselves, and to whom. */}}
{{- define "holdfast.settings.caller" -}}
{{- $_ := set .to "holdfast.service.issuer" .values.issuer -}}
{{- $_ := set .to "holdfast.token-service.url" (include "holdfast.tokenServiceUrl" .root) -}}
{{- $_ := set .to "holdfast.token-service.audience" (include "holdfast.tokenServiceAudience" .root) -}}
{{- end -}}
