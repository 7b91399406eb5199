import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface CommandResult {
  code: number
  stdout: string
  stderr: string
}
export interface CommandOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Lines go to this process's output as well: for what takes long. */
  show?: boolean
}

/** Runs a program without a shell and without stdin. Never throws: a program that is missing answers with code 127. */
export function run(program: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += chunk
      if (options.show) process.stdout.write(chunk)
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
      if (options.show) process.stderr.write(chunk)
    })
    child.on('error', error => resolve({ code: 127, stdout, stderr: `${stderr}${error.message}` }))
    child.on('close', code => resolve({ code: code ?? 1, stdout, stderr }))
  })
}

/** `run` for what has to go well. @throws Error with the end of what the program said. */
export async function must(program: string, args: string[], options: CommandOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options)
  if (code === 0) return stdout
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n')
  throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${said}`)
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The first program of one of these names in PATH. */
export function inPath(...names: string[]): string | null {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder && isProgram(join(folder, name))) return join(folder, name)
    }
  }
  return null
}
