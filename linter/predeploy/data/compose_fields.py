"""The keys that Docker Compose knows at the levels people write most.

Source: https://docs.docker.com/reference/compose-file/ (services, deploy, volumes, networks), as of 2026-11.
"""

from typing import Final

_TABLE: Final = """
a service: annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name
  cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec
  depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file
  environment expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation
  label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode
  networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider
  pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open
  stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes
  volumes_from working_dir
build: additional_contexts args cache_from cache_to context dockerfile dockerfile_inline entitlements extra_hosts
  isolation labels network no_cache platforms privileged provenance pull sbom secrets shm_size ssh tags target ulimits
healthcheck: disable interval retries start_interval start_period test timeout
logging: driver options
deploy: endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config
resources: limits reservations
limits: cpus memory pids
reservations: cpus devices generic_resources memory
update_config: delay failure_action max_failure_ratio monitor order parallelism
rollback_config: delay failure_action max_failure_ratio monitor order parallelism
restart_policy: condition delay max_attempts window
placement: constraints max_replicas_per_node preferences
"""

FIELDS: Final[dict[str, frozenset[str]]] = {
    level: frozenset(fields.split())
    for level, _, fields in (line.partition(":") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}
"""Level → its keys; a line of the table goes on where the next is indented."""
