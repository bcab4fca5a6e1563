{{/*
A boolean of the values under the name the configuration has for it. hasKey and not default: to a default, false and
absent are one, and a protection switched off by hand would come back.
*/}}
{{- define "pipelock.setBool" -}}
{{- if hasKey .from .key -}}
{{- $_ := set .to .as (index .from .key) -}}
{{- end -}}
{{- end -}}

{{/* The configuration file: what the values say, and extraConfig over it. */}}
{{- define "pipelock.config" -}}
{{- $v := .Values -}}
{{- $config := dict "version" 1 "mode" $v.mode -}}
{{- include "pipelock.setBool" (dict "from" $v "key" "explainBlocks" "to" $config "as" "explain_blocks") -}}

{{- $forward := dict -}}
{{- include "pipelock.setBool" (dict "from" $v.forwardProxy "key" "enabled" "to" $forward "as" "enabled") -}}
{{- include "pipelock.setBool" (dict "from" $v.forwardProxy "key" "sniVerification" "to" $forward "as" "sni_verification") -}}
{{- $_ := set $forward "max_tunnel_seconds" ($v.forwardProxy.maxTunnelSeconds | int) -}}
{{- $_ := set $forward "idle_timeout_seconds" ($v.forwardProxy.idleTimeoutSeconds | int) -}}
{{- $_ := set $config "forward_proxy" $forward -}}

{{- range $section, $from := dict "request_body_scanning" $v.requestBodyScanning "response_scanning" $v.responseScanning "websocket_proxy" $v.websocketProxy -}}
{{- $to := dict -}}
{{- include "pipelock.setBool" (dict "from" $from "key" "enabled" "to" $to "as" "enabled") -}}
{{- if $to -}}{{- $_ := set $config $section $to -}}{{- end -}}
{{- end -}}

{{- $dlp := dict -}}
{{- include "pipelock.setBool" (dict "from" $v.dlp "key" "scanEnv" "to" $dlp "as" "scan_env") -}}
{{- if $dlp -}}{{- $_ := set $config "dlp" $dlp -}}{{- end -}}

{{- $logging := dict "format" $v.logging.format "output" "stdout" -}}
{{- include "pipelock.setBool" (dict "from" $v.logging "key" "includeAllowed" "to" $logging "as" "include_allowed") -}}
{{- include "pipelock.setBool" (dict "from" $v.logging "key" "includeBlocked" "to" $logging "as" "include_blocked") -}}
{{- $_ := set $config "logging" $logging -}}

{{- if $v.mcp.enabled -}}
{{- $input := dict -}}
{{- include "pipelock.setBool" (dict "from" $v.mcp.inputScanning "key" "enabled" "to" $input "as" "enabled") -}}
{{- if $input -}}{{- $_ := set $config "mcp_input_scanning" $input -}}{{- end -}}
{{- $tools := dict -}}
{{- include "pipelock.setBool" (dict "from" $v.mcp.toolScanning "key" "enabled" "to" $tools "as" "enabled") -}}
{{- include "pipelock.setBool" (dict "from" $v.mcp.toolScanning "key" "detectDrift" "to" $tools "as" "detect_drift") -}}
{{- if $tools -}}{{- $_ := set $config "mcp_tool_scanning" $tools -}}{{- end -}}
{{- end -}}

{{- if $v.ports.metrics -}}
{{- $_ := set $config "metrics_listen" (printf "0.0.0.0:%v" $v.ports.metrics) -}}
{{- end -}}
{{- mustMergeOverwrite $config (deepCopy $v.extraConfig) | toYaml -}}
{{- end -}}
