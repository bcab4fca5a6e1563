{{/* The name of the chart, or the one given. */}}
{{- define "pipelock.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The name every object of the release carries. Names of Services are DNS labels: 63 characters (RFC 1035 §2.3.4). */}}
{{- define "pipelock.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "pipelock.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "pipelock.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "pipelock.selectorLabels" -}}
app.kubernetes.io/name: {{ include "pipelock.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: proxy
{{- end -}}

{{- define "pipelock.labels" -}}
{{ include "pipelock.selectorLabels" . }}
app.kubernetes.io/part-of: pipelock
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "pipelock.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "pipelock.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "pipelock.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The chart's own pull secrets, else those of the whole release. */}}
{{- define "pipelock.imagePullSecrets" -}}
{{- $secrets := .Values.imagePullSecrets -}}
{{- if not $secrets -}}{{- $secrets = (.Values.global | default dict).imagePullSecrets -}}{{- end -}}
{{- range $secrets }}
- name: {{ if kindIs "map" . }}{{ .name }}{{ else }}{{ . }}{{ end }}
{{- end -}}
{{- end -}}

{{/* The name of the port that serves /metrics. */}}
{{- define "pipelock.metricsPortName" -}}
{{- if .Values.ports.metrics }}metrics{{ else }}proxy{{ end -}}
{{- end -}}

{{/* Every port the pods listen on, as a map of names to numbers: the Service, the container and the policies agree. */}}
{{- define "pipelock.ports" -}}
proxy: {{ .Values.ports.proxy }}
{{- if .Values.mcp.enabled }}
mcp: {{ .Values.ports.mcp }}
{{- end }}
{{- if .Values.ports.metrics }}
metrics: {{ .Values.ports.metrics }}
{{- end }}
{{- end -}}

{{/* Where clients of this namespace find the proxy. */}}
{{- define "pipelock.proxyUrl" -}}
{{- printf "http://%s.%s.svc:%v" (include "pipelock.fullname" .) .Release.Namespace .Values.ports.proxy -}}
{{- end -}}

{{/* The kubelet asks the program itself; all three probes ask the same thing in different rhythms. */}}
{{- define "pipelock.probe" -}}
httpGet:
  path: /health
  port: proxy
{{ toYaml . }}
{{- end -}}
