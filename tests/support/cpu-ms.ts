/** Milliseconds that this process has computed: what other processes do meanwhile is no hang of ours. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
