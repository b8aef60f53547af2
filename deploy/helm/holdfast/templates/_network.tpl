{{/* An egress rule: dict of to (peers; none means anywhere) and ports. */}}
{{- define "holdfast.egress" -}}
- ports:
    {{- range .ports }}
    - {protocol: TCP, port: {{ int . }}}
    {{- end }}
  {{- with .to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* The rules that every pod needs which talks to Kafka: names and brokers. */}}
{{- define "holdfast.egress.kafka" -}}
{{- $egress := .Values.networkPolicy.egress -}}
- ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
  to: {{- toYaml $egress.dns | nindent 4 }}
{{ include "holdfast.egress" (dict "to" $egress.kafka.to "ports" (default (include "holdfast.kafkaPorts" . | fromYamlArray) $egress.kafka.ports)) }}
{{- end -}}

{{- define "holdfast.kafkaPorts" -}}
{{- $ports := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $ports = append $ports (trim . | splitList ":" | last | int) -}}
{{- end -}}
{{- $ports | uniq | toYaml -}}
{{- end -}}

{{/* The ports of the MCP servers' addresses. */}}
{{- define "holdfast.mcpPorts" -}}
{{- $ports := list -}}
{{- range $name, $server := .Values.mcpServers -}}
{{- $url := urlParse $server.url -}}
{{- $port := ternary 443 80 (eq $url.scheme "https") -}}
{{- if regexMatch ":[0-9]+$" $url.host -}}
{{- $port = splitList ":" $url.host | last | int -}}
{{- end -}}
{{- $ports = append $ports $port -}}
{{- end -}}
{{- $ports | uniq | toYaml -}}
{{- end -}}

{{/* Pods of this release, by component. */}}
{{- define "holdfast.peers" -}}
{{- $root := .root -}}
{{- range .names }}
- podSelector:
    matchLabels: {{- include "holdfast.selector" (dict "root" $root "name" .) | nindent 6 }}
{{- end }}
{{- end -}}
