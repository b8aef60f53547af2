{{/*
The chart makes no secret. It mounts keys of Secrets that exist, each pod only those it needs, and
tells the service by NAME_FILE which file holds the value of NAME.
*/}}

{{/* Where an entry of .Values.secrets is: dict of secret and key; nothing if it is switched off. */}}
{{- define "holdfast.secret" -}}
{{- $entry := get .root.Values.secrets .entry -}}
{{- dict "secret" (default .root.Values.secrets.name $entry.secret) "key" $entry.key | toYaml -}}
{{- end -}}

{{/* The middle of a variable's name made of a configured name. */}}
{{- define "holdfast.variable" -}}
{{- . | upper | replace "-" "_" -}}
{{- end -}}

{{/*
The secret values of a service: a list of dict of variable, secret, key and path (below
/etc/holdfast/secrets). A variable is that of a setting; without one only the file is there.
*/}}
{{- define "holdfast.secretValues" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $key := .key -}}
{{- $all := list -}}
{{- $fixed := dict -}}
{{- if eq $key "authserver" -}}
{{- $fixed = dict "authserverDatabasePassword" "DATASOURCES_DEFAULT_PASSWORD" "gatewayClientSecret" "HOLDFAST_AUTHSERVER_CLIENTS_MCP_GATEWAY_SECRET" "listenerClientSecret" "HOLDFAST_AUTHSERVER_CLIENTS_REVOCATION_LISTENER_SECRET" -}}
{{- if $values.secrets.operatorClientSecret.enabled -}}
{{- $_ := set $fixed "operatorClientSecret" "HOLDFAST_AUTHSERVER_CLIENTS_OPERATOR_SECRET" -}}
{{- end -}}
{{- else if eq $key "tokenService" -}}
{{- $fixed = dict "tokenServiceDatabasePassword" "DATASOURCES_DEFAULT_PASSWORD" -}}
{{- else if eq $key "gateway" -}}
{{- $fixed = dict "gatewayClientSecret" "HOLDFAST_SERVICE_CLIENT_SECRET" -}}
{{- else -}}
{{- $fixed = dict "listenerClientSecret" "HOLDFAST_SERVICE_CLIENT_SECRET" -}}
{{- end -}}
{{- range $entry, $variable := $fixed -}}
{{- $secret := include "holdfast.secret" (dict "root" $root "entry" $entry) | fromYaml -}}
{{- $all = append $all (merge (dict "variable" $variable) $secret) -}}
{{- end -}}
{{- if eq $key "authserver" -}}
{{- range $name, $client := $values.clients -}}
{{- with $client.secret -}}
{{- $all = append $all (merge (dict "variable" (printf "HOLDFAST_AUTHSERVER_CLIENTS_%s_SECRET" (include "holdfast.variable" $name))) .) -}}
{{- end -}}
{{- end -}}
{{- range $name, $provider := $values.loginProviders -}}
{{- $all = append $all (merge (dict "variable" (printf "HOLDFAST_AUTHSERVER_LOGIN_PROVIDERS_%s_CLIENT_SECRET" (include "holdfast.variable" $name))) $provider.clientSecret) -}}
{{- end -}}
{{- else if eq $key "tokenService" -}}
{{- range $name, $provider := $values.providers -}}
{{- with $provider.clientSecret -}}
{{- $all = append $all (merge (dict "variable" (printf "HOLDFAST_TOKEN_PROVIDERS_%s_CLIENT_SECRET" (include "holdfast.variable" $name))) .) -}}
{{- end -}}
{{- with $provider.privateKey -}}
{{- $all = append $all (merge (dict "path" (printf "provider-%s-private-key.json" $name)) .) -}}
{{- end -}}
{{- end -}}
{{- with $values.tokenService.keys.vaultToken -}}
{{- $all = append $all (merge (dict "path" "vault-token") .) -}}
{{- end -}}
{{- else if eq $key "gateway" -}}
{{- range $name, $server := $values.mcpServers -}}
{{- with $server.headerValue -}}
{{- $all = append $all (merge (dict "variable" (printf "HOLDFAST_GATEWAY_SERVERS_%s_HEADER_VALUE" (include "holdfast.variable" $name))) .) -}}
{{- end -}}
{{- with $server.exchangeClientSecret -}}
{{- $all = append $all (merge (dict "variable" (printf "HOLDFAST_GATEWAY_SERVERS_%s_EXCHANGE_CLIENT_SECRET" (include "holdfast.variable" $name))) .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $own := include "holdfast.own" . | fromYaml -}}
{{- with (default $values.kafka.sasl.jaasConfig $own.kafkaJaasConfig) -}}
{{- $all = append $all (merge (dict "variable" "KAFKA_SASL_JAAS_CONFIG") .) -}}
{{- end -}}
{{- with $values.kafka.tls.trusted -}}
{{- $all = append $all (merge (dict "path" "kafka-trusted.pem") .) -}}
{{- end -}}
{{- with $values.kafka.tls.identity -}}
{{- $all = append $all (merge (dict "path" "kafka-identity.pem") .) -}}
{{- end -}}
{{- range $variable, $secret := $own.secretEnv -}}
{{- $all = append $all (merge (dict "variable" $variable) $secret) -}}
{{- end -}}
{{- $complete := list -}}
{{- range $all -}}
{{- $complete = append $complete (merge (dict) . (dict "path" (get . "variable" | lower | replace "_" "-"))) -}}
{{- end -}}
{{- toYaml $complete -}}
{{- end -}}

{{/* The key files of a service, below /etc/holdfast/keys: a list of dict of path, secret and key. */}}
{{- define "holdfast.keyFiles" -}}
{{- $files := dict -}}
{{- if eq .key "authserver" -}}
{{- $files = dict "authserver-keyset.json" "signingKeyset" -}}
{{- else if eq .key "tokenService" -}}
{{- $files = dict "keyed-hash.json" "keyedHashKeyset" -}}
{{- if not .root.Values.tokenService.keys.primary -}}
{{- $_ := set $files "key-encryption.json" "keyEncryptionKeyset" -}}
{{- end -}}
{{- else if eq .key "gateway" -}}
{{- $files = dict "sessions.json" "sessionKeyset" -}}
{{- end -}}
{{- $all := list -}}
{{- $root := .root -}}
{{- range $path, $entry := $files -}}
{{- $secret := include "holdfast.secret" (dict "root" $root "entry" $entry) | fromYaml -}}
{{- $all = append $all (merge (dict "path" $path) $secret) -}}
{{- end -}}
{{- if eq .key "tokenService" -}}
{{- range $name, $file := .root.Values.tokenService.keys.files -}}
{{- $all = append $all (merge (dict "path" $name) $file) -}}
{{- end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* Such a list as the sources of a projected volume. */}}
{{- define "holdfast.projected" -}}
{{- range . }}
- secret:
    name: {{ required (printf "secrets.name is missing: the Secret that holds %s" .key) .secret }}
    items:
      - {key: {{ .key | quote }}, path: {{ .path | quote }}}
{{- end }}
{{- end -}}
