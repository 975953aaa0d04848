"""The fields that Kubernetes knows at the levels people write most.

Source: https://kubernetes.io/docs/reference/generated/kubernetes-api/ for 1.37, with fields that were dropped since
1.20. As of 2026-11.
"""

from typing import Final

_TABLE: Final = """
the object: apiVersion kind metadata spec status
metadata: annotations clusterName creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers
  generateName generation labels managedFields name namespace ownerReferences resourceVersion selfLink uid
the spec of a Deployment: minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit rollbackTo
  selector strategy template
the spec of a StatefulSet: minReadySeconds ordinals persistentVolumeClaimRetentionPolicy podManagementPolicy replicas
  revisionHistoryLimit selector serviceName template updateStrategy volumeClaimTemplates
the spec of a DaemonSet: minReadySeconds revisionHistoryLimit selector template templateGeneration updateStrategy
the spec of a ReplicaSet: minReadySeconds replicas selector template
the spec of a Job: activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions managedBy
  manualSelector maxFailedIndexes parallelism podFailurePolicy podReplacementPolicy scheduling selector successPolicy
  suspend template ttlSecondsAfterFinished
the spec of a CronJob: concurrencyPolicy failedJobsHistoryLimit jobTemplate schedule startingDeadlineSeconds
  successfulJobsHistoryLimit suspend timeZone
the spec of a Service: allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName
  externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies ipFamily ipFamilyPolicy loadBalancerClass
  loadBalancerIP loadBalancerSourceRanges ports publishNotReadyAddresses selector sessionAffinity
  sessionAffinityConfig topologyKeys trafficDistribution type
the pod spec: activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy
  enableServiceLinks ephemeralContainers evictionRequest hostAliases hostIPC hostNetwork hostPID hostUsers hostname
  hostnameOverride imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority
  priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName
  schedulingGates schedulingGroup securityContext serviceAccount serviceAccountName setHostnameAsFQDN
  shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes
  workloadRef
the container: args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe
  resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce
  targetContainerName terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir
the probe: exec failureThreshold grpc httpGet initialDelaySeconds periodSeconds successThreshold tcpSocket
  terminationGracePeriodSeconds timeoutSeconds
the container's securityContext: allowPrivilegeEscalation appArmorProfile capabilities privileged procMount
  readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions
the pod's securityContext: appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser
  seLinuxChangePolicy seLinuxOptions seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions
resources: claims limits requests
the container's port: containerPort hostIP hostPort name protocol
the Service's port: appProtocol name nodePort port protocol targetPort
the volume mount: mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr
the variable: name value valueFrom
"""

FIELDS: Final[dict[str, frozenset[str]]] = {
    level: frozenset(fields.split())
    for level, _, fields in (line.partition(":") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}
"""Level → its fields; a line of the table goes on where the next is indented."""
