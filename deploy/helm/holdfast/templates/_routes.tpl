{{/*
Which paths of which host lead to which service: a list of dict of key, host and paths (a list of
dict of path and exact). The metadata of an issuer below a path is at the root of its host
(RFC 8414, section 3), so those two paths are the authserver's, too.
*/}}
{{- define "holdfast.routes" -}}
{{- $issuer := urlParse .Values.issuer -}}
{{- $path := trimSuffix "/" $issuer.path -}}
- key: authserver
  host: {{ splitList ":" $issuer.host | first | quote }}
  paths:
    {{- if $path }}
    - {path: {{ $path | quote }}, exact: false}
    - {path: {{ printf "/.well-known/oauth-authorization-server%s" $path | quote }}, exact: true}
    - {path: {{ printf "/.well-known/openid-configuration%s" $path | quote }}, exact: true}
    {{- else }}
    - {path: /, exact: false}
    {{- end }}
- key: gateway
  host: {{ (urlParse .Values.publicUrl).host | splitList ":" | first | quote }}
  paths:
    - {path: /mcp, exact: false}
    - {path: /.well-known/oauth-protected-resource, exact: false}
{{- end -}}
