{{/* What every object of a release begins with. */}}
{{- define "holdfast.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains "holdfast" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-holdfast" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/*
The four services, by their key in the values.
name: component and image; port: where it serves; public: whether clients reach it from outside.
*/}}
{{- define "holdfast.services" -}}
authserver: {name: authserver, port: 9000, public: true, database: true}
tokenService: {name: token-service, port: 9001, public: false, database: true}
gateway: {name: mcp-gateway, port: 8080, public: true, database: false}
listener: {name: revocation-listener, port: 9002, public: false, database: false}
{{- end -}}

{{/* Health and metrics, on a port of their own: no ingress leads there, and it never asks for TLS. */}}
{{- define "holdfast.managementPort" -}}9090{{- end -}}

{{/* One service as everything else takes it: dict of root, key, name, port, public, database, values, fullname. */}}
{{- define "holdfast.service" -}}
{{- $service := get (include "holdfast.services" .root | fromYaml) .key -}}
{{- $fullname := printf "%s-%s" (include "holdfast.fullname" .root) $service.name -}}
{{- merge (dict "key" .key "fullname" $fullname) $service | toYaml -}}
{{- end -}}

{{/* The values of a service, on top of those for each: dict of root and key. */}}
{{- define "holdfast.own" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (get .root.Values .key) | toYaml -}}
{{- end -}}

{{/* What never changes about a service's pods. */}}
{{- define "holdfast.selector" -}}
app.kubernetes.io/name: holdfast
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "holdfast.labels" -}}
{{ include "holdfast.selector" . }}
app.kubernetes.io/part-of: holdfast
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "holdfast.image" -}}
{{- $image := .values.image -}}
{{- $repository := default (printf "%s/%s" .root.Values.image.repository .name) $image.repository -}}
{{- if .root.Values.image.registry -}}
{{- $repository = printf "%s/%s" .root.Values.image.registry $repository -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (coalesce $image.tag .root.Values.image.tag .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.scheme" -}}
{{- ternary "https" "http" .Values.tls.enabled -}}
{{- end -}}

{{- define "holdfast.tokenServiceUrl" -}}
{{ include "holdfast.scheme" . }}://{{ include "holdfast.fullname" . }}-token-service:9001
{{- end -}}

{{/* How tokens name the internal APIs: names, not addresses, so that switching TLS on changes no token. */}}
{{- define "holdfast.tokenServiceAudience" -}}
https://{{ include "holdfast.fullname" . }}-token-service
{{- end -}}

{{- define "holdfast.listenerAudience" -}}
https://{{ include "holdfast.fullname" . }}-revocation-listener
{{- end -}}

{{- define "holdfast.topic" -}}
{{ .root.Values.topics.prefix }}holdfast.{{ .topic }}
{{- end -}}
