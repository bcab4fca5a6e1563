{{/*
For a chart that depends on this one and must not run around it. In one of its own templates:
  {{- include "pipelock.require" (dict "values" .Values.pipelock "for" "assistant" "mcp" true) }}
It renders nothing, or fails with what to set.
*/}}
{{- define "pipelock.require" -}}
{{- $values := .values | default dict -}}
{{- if not $values.enabled -}}
{{- fail (printf "%s requires pipelock: set pipelock.enabled to true, or remove what requires it" .for) -}}
{{- end -}}
{{- if and .mcp (not ($values.mcp | default dict).enabled) -}}
{{- fail (printf "%s requires the MCP listener of pipelock: set mcp.enabled to true and mcp.upstream to its server" .for) -}}
{{- end -}}
{{- end -}}

{{/* Values that contradict each other, each with what to do about it. The types are the schema's. */}}
{{- define "pipelock.guards" -}}
{{- if .Values.required.by -}}
{{- include "pipelock.require" (dict "values" .Values "for" .Values.required.by "mcp" .Values.required.mcp) -}}
{{- end -}}
{{- if and .Values.mcp.enabled (not .Values.mcp.upstream) -}}
{{- fail "mcp.enabled needs mcp.upstream: the http(s) URL of the MCP server, for example http://app:3000/mcp" -}}
{{- end -}}
{{- if and .Values.mcp.upstream (not (regexMatch "^https?://[^/]" .Values.mcp.upstream)) -}}
{{- fail (printf "mcp.upstream must be an http or https URL, not %q" .Values.mcp.upstream) -}}
{{- end -}}
{{- $ports := list -}}
{{- range $name, $port := include "pipelock.ports" . | fromYaml -}}
{{- if has $port $ports -}}
{{- fail (printf "ports.%s: %v is already taken by another listener; each of ports.* needs its own" $name $port) -}}
{{- end -}}
{{- $ports = append $ports $port -}}
{{- end -}}
{{- range $key := list "listen" "mcp_listener" -}}
{{- if hasKey $.Values.extraConfig $key -}}
{{- fail (printf "extraConfig.%s: listeners are set by the ports of this chart, so that Service and policies agree; use ports.*" $key) -}}
{{- end -}}
{{- end -}}
{{- if and (hasKey .Values.extraConfig "fetch_proxy") (hasKey (.Values.extraConfig.fetch_proxy | default dict) "listen") -}}
{{- fail "extraConfig.fetch_proxy.listen: listeners are set by the ports of this chart; use ports.proxy" -}}
{{- end -}}
{{- include "pipelock.guardIngress" . -}}
{{- include "pipelock.guardBudget" . -}}
{{- end -}}

{{- define "pipelock.guardIngress" -}}
{{- if .Values.ingress.enabled -}}
{{- if not .Values.mcp.enabled -}}
{{- fail "ingress.enabled needs mcp.enabled: the Ingress leads to the MCP listener, and there is none" -}}
{{- end -}}
{{- if not .Values.ingress.hosts -}}
{{- fail "ingress.hosts is empty: name at least one host, or set ingress.enabled to false" -}}
{{- end -}}
{{- range $index, $entry := .Values.ingress.hosts -}}
{{- if not $entry.host -}}
{{- fail (printf "ingress.hosts[%d].host is empty: it would match every name" $index) -}}
{{- end -}}
{{- if not $entry.paths -}}
{{- fail (printf "ingress.hosts[%d].paths is empty: name at least one path of %s, for example /mcp" $index $entry.host) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "pipelock.guardBudget" -}}
{{- if .Values.podDisruptionBudget.enabled -}}
{{- $least := not (kindIs "invalid" .Values.podDisruptionBudget.minAvailable) -}}
{{- $most := not (kindIs "invalid" .Values.podDisruptionBudget.maxUnavailable) -}}
{{- if and $least $most -}}
{{- fail "podDisruptionBudget: minAvailable and maxUnavailable exclude each other; set one of them to null" -}}
{{- end -}}
{{- if not (or $least $most) -}}
{{- fail "podDisruptionBudget.enabled needs minAvailable or maxUnavailable" -}}
{{- end -}}
{{- end -}}
{{- end -}}
