{{/* The pod of a service: dict of root, key, name, service and values (the service's own). */}}
{{- define "holdfast.pod" -}}
{{- $root := .root -}}
{{- $own := .values -}}
{{- $stop := $own.stop -}}
metadata:
  # Without versions: a chart that changes nothing about a pod restarts none.
  labels: {{- include "holdfast.selector" . | nindent 4 }}
    app.kubernetes.io/part-of: holdfast
    {{- with $root.Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- with $own.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/settings: {{ include "holdfast.settings" . | sha256sum }}
    {{- if $root.Values.monitoring.annotations }}
    prometheus.io/scrape: "true"
    prometheus.io/port: {{ include "holdfast.managementPort" $root | quote }}
    prometheus.io/path: /prometheus
    {{- end }}
    {{- with $own.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ .service.fullname }}
  automountServiceAccountToken: false
  # Kubernetes would set variables like HOLDFAST_PORT for a Service of that name.
  enableServiceLinks: false
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  # What the replica needs to leave: notice, calls under way, and the JVM's own end.
  terminationGracePeriodSeconds: {{ add $stop.noticeSeconds $stop.gracePeriodSeconds 10 }}
  securityContext: {{- include "holdfast.podSecurity" $root | nindent 4 }}
  {{- with $own.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $own.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range $topology := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ $topology }}
      whenUnsatisfiable: {{ $root.Values.rollout.whenUnsatisfiable }}
      labelSelector:
        matchLabels: {{- include "holdfast.selector" $ | nindent 10 }}
      # The replicas of a rollout's two halves are spread each by itself.
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "holdfast.image" . | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext: {{- include "holdfast.containerSecurity" $root | nindent 8 }}
      ports:
        - {name: http, containerPort: {{ .service.port }}}
        - {name: management, containerPort: {{ include "holdfast.managementPort" $root }}}
      env: {{- include "holdfast.environment" . | nindent 8 }}
      resources: {{- toYaml $own.resources | nindent 8 }}
      # Migrations run before the server answers, so this is also how long they may take.
      startupProbe:
        httpGet: {path: /health/liveness, port: management}
        periodSeconds: 2
        failureThreshold: {{ div (add $own.startSeconds 1) 2 }}
      livenessProbe:
        httpGet: {path: /health/liveness, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /health/readiness, port: management}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      volumeMounts:
        # Native cryptography unpacks itself here, so it must allow execution.
        - {name: tmp, mountPath: /tmp}
        - {name: settings, mountPath: /etc/holdfast/settings, readOnly: true}
        - {name: secrets, mountPath: /etc/holdfast/secrets, readOnly: true}
        {{- if ne .key "listener" }}
        - {name: keys, mountPath: /etc/holdfast/keys, readOnly: true}
        {{- end }}
        {{- if $root.Values.tls.enabled }}
        - {name: tls, mountPath: /etc/holdfast/tls, readOnly: true}
        {{- end }}
        {{- with $own.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    - name: settings
      configMap: {name: {{ .service.fullname }}}
    - name: secrets
      projected:
        # For the group of the pod (fsGroup): files are root's.
        defaultMode: 0440
        sources: {{- include "holdfast.projected" (include "holdfast.secretValues" . | fromYamlArray) | trim | nindent 10 }}
    {{- if ne .key "listener" }}
    - name: keys
      projected:
        defaultMode: 0440
        sources: {{- include "holdfast.projected" (include "holdfast.keyFiles" . | fromYamlArray) | trim | nindent 10 }}
    {{- end }}
    {{- if $root.Values.tls.enabled }}
    - name: tls
      secret:
        secretName: {{ include "holdfast.tlsSecret" . }}
        defaultMode: 0440
    {{- end }}
    {{- with $own.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* The certificate of a service: a Secret that exists, or the one cert-manager fills. */}}
{{- define "holdfast.tlsSecret" -}}
{{- $given := get .root.Values.tls.secrets .key -}}
{{- if and (not $given) (not .root.Values.tls.certManager.enabled) -}}
{{- fail (printf "tls.secrets.%s is missing: the Secret with tls.crt, tls.key and ca.crt; or let tls.certManager make it" .key) -}}
{{- end -}}
{{- default (printf "%s-tls" .service.fullname) $given -}}
{{- end -}}

{{- define "holdfast.podSecurity" -}}
{{- $user := .Values.security -}}
runAsNonRoot: true
runAsUser: {{ int64 $user.userId }}
runAsGroup: {{ int64 $user.groupId }}
fsGroup: {{ int64 $user.groupId }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "holdfast.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "holdfast.environment" -}}
{{- $own := .values -}}
- name: MICRONAUT_CONFIG_FILES
  value: /etc/holdfast/settings/settings.yml
{{- with $own.javaOptions }}
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- range include "holdfast.secretValues" . | fromYamlArray }}
{{- if .variable }}
- name: {{ .variable }}_FILE
  value: /etc/holdfast/secrets/{{ .path }}
{{- end }}
{{- end }}
{{- range $name, $value := $own.env }}
- name: {{ $name }}
  value: {{ include "holdfast.plain" $value | trimAll "\"" | quote }}
{{- end }}
{{- with $own.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
