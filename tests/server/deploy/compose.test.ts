import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig, variables } from '../../../server/config.ts'
import { root } from '../../support/stage.ts'

interface Service {
  image: string
  build?: string
  command?: string[]
  environment?: Record<string, string>
  secrets?: string[]
  volumes?: string[]
  read_only?: boolean
  healthcheck?: { disable?: boolean; test?: string[] }
  depends_on?: Record<string, { condition: string }>
  deploy?: { replicas: number }
  ports?: string[]
  stop_grace_period?: string
}
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const compose: {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
  volumes: Record<string, unknown>
} = parse(read('compose.yaml'), { merge: true })
const services = Object.entries(compose.services)
const ours = services.filter(([, { build }]) => build !== undefined)

it('runs the database, the migration, the API, two workers, a collector and a mailbox', () => {
  expect(services.map(([name]) => name)).toEqual([
    'database',
    'migrate',
    'api',
    'worker',
    'collector',
    'mail',
  ])
  expect(compose.services.worker!.deploy).toEqual({ replicas: 2 })
  expect(ours.map(([name, { command }]) => [name, command])).toEqual([
    ['migrate', ['migrate']],
    ['api', ['api']],
    ['worker', ['worker']],
  ])
})

it('takes images of others by a version, and lets nothing write to its own files', () => {
  for (const [name, { image, build, read_only }] of services) {
    if (!build) expect(image, name).toMatch(/^[\w./-]+:v?\d+\.\d+\.\d+(-\w+)?$/)
    expect(read_only, name).toBe(true)
  }
})

it('sets no variable that the server does not know, and what it sets is a configuration', () => {
  for (const [name, { environment = {} }] of ours) {
    const known = [...variables.keys()].flatMap(variable => [variable, `${variable}_FILE`])
    expect(
      Object.keys(environment).filter(variable => !known.includes(variable)),
      name,
    ).toEqual([])
    const { DATABASE_URL_FILE, AUTH_SECRET_FILE, ...given } = Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [
        variable,
        value.replace(/\$\{\w+:-(.*?)\}/, '$1'),
      ]),
    )
    expect(DATABASE_URL_FILE).toBe('/run/secrets/database_url')
    expect(AUTH_SECRET_FILE).toBe('/run/secrets/auth_secret')
    const secrets = { DATABASE_URL: 'postgres://db/x', AUTH_SECRET: 'YvFBzG6d2kq0s9Xw7mLr4tUo1cJnHbEa' }
    const { role, people } = readConfig({ ...given, ...secrets, ROLE: 'api' })
    expect(role).toBe('api')
    expect(people).toMatchObject({
      publicUrl: 'http://127.0.0.1:8787',
      mail: { smtpUrl: 'smtp://mail:1025' },
    })
  }
})

it('waits for the database and the migration, and for others only if they say how they are', () => {
  for (const [name, { depends_on = {} }] of services)
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const { healthcheck } = compose.services[other]!
      if (condition === 'service_healthy') expect(healthcheck?.test, `${name} on ${other}`).toBeDefined()
      else expect([other, condition]).toEqual(['migrate', 'service_completed_successfully'])
    }
  for (const name of ['api', 'worker']) expect(compose.services[name]!.depends_on).toHaveProperty('migrate')
})

it('gives secrets by file, opens ports to this computer alone, and mounts what is there', () => {
  const declared = Object.keys(compose.secrets)
  for (const [name, { secrets = [], ports = [], volumes = [], environment = {} }] of services) {
    expect(
      secrets.filter(secret => !declared.includes(secret)),
      name,
    ).toEqual([])
    for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/)
    for (const value of Object.values(environment))
      if (value.startsWith('/run/secrets/'))
        expect(secrets, name).toContain(value.slice('/run/secrets/'.length))
    for (const volume of volumes) {
      const from = volume.split(':')[0]!
      if (from.startsWith('./')) expect(existsSync(join(root, from)), volume).toBe(true)
      else expect(Object.keys(compose.volumes), volume).toContain(from)
    }
  }
  expect(read('.gitignore').split('\n')).toContain('secrets/')
})

it('leaves the server the time that it takes to end', () => {
  for (const [name, { stop_grace_period }] of ours)
    expect(Number.parseInt(stop_grace_period ?? '0', 10), name).toBeGreaterThanOrEqual(25)
})

it('has a collector whose pipelines are made of what is configured', () => {
  const collector = parse(read('infra/collector.yaml'))
  for (const pipeline of Object.values<Record<string, string[]>>(collector.service.pipelines))
    for (const [kind, names] of Object.entries(pipeline))
      for (const name of names) expect(Object.keys(collector[kind]), `${kind} ${name}`).toContain(name)
})
