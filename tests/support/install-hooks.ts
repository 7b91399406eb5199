import { execFileSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

/**
 * Points git at .githooks in a developer's own checkout. Anywhere else (a tarball, a container, a machine without
 * git, hooks of their own) it does nothing: `npm ci` must not fail for want of a hook.
 */
export function installHooks(root: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  try {
    if (environment.CI || !existsSync(join(root, '.git'))) return false
    if (realpathSync(git('-C', root, 'rev-parse', '--show-toplevel')) !== realpathSync(root)) return false
    if (git('-C', root, 'config', '--default', '', '--get', 'core.hooksPath')) return false
    git('-C', root, 'config', '--local', 'core.hooksPath', '.githooks')
    return true
  } catch {
    return false
  }
}
