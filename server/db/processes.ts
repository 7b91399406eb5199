import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else may not be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * A text that is the same for as long as the process lives and another for the next process with its number; undefined
 * where the system does not tell.
 */
export function birthOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // proc(5): the name stands in parentheses and may hold anything; starttime is the 20th field after it.
      const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      return start && `${boot} ${start}`
    }
    if (process.platform === 'win32') return undefined
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
