import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig, variables } from '../../../server/config.ts'
import { root } from '../../support/stage.ts'

const example = (name: string): Record<string, string> =>
  parseEnv(readFileSync(join(root, name), 'utf8')) as Record<string, string>

/** Read by others than the server's configuration: the start command and the tests. */
const OTHERS = ['CHROMIUM', 'TEST_DATABASE_URL']

it('.env.example has each variable that there is, and no other', () => {
  expect(Object.keys(example('.env.example')).toSorted()).toEqual([...variables.keys(), ...OTHERS].toSorted())
})

it('.env.example changes nothing where it is copied as it is', () => {
  expect(readConfig(example('.env.example'))).toEqual(readConfig({}))
})

describe.each(['.env.staging.example', '.env.production.example'])('%s', name => {
  const given = example(name)

  it('has only variables that are known', () => {
    const known = [...variables.keys()].flatMap(variable => [variable, `${variable}_FILE`])
    expect(Object.keys(given).filter(variable => !known.includes(variable))).toEqual([])
  })

  it('gives secrets by file alone', () => {
    expect(
      Object.keys(given).filter(variable =>
        /(KEY|KEYS|SECRET|HEADERS|DSN|DATABASE_URL|SMTP_URL)$/.test(variable),
      ),
    ).toEqual([])
  })

  it('is a configuration once what is left open is filled in', () => {
    const filled = Object.entries(given).map(([variable, value]) =>
      variable.endsWith('_FILE')
        ? [variable.slice(0, -'_FILE'.length), SECRETS[variable.slice(0, -'_FILE'.length)]]
        : [variable, value.replace(/<(.+?)>/g, '$1')],
    )
    const config = readConfig(Object.fromEntries(filled))
    expect(config).toMatchObject({ pairing: 'off', migrate: false, databaseUrl: SECRETS.DATABASE_URL })
    expect(config.publicUrl).toMatch(/^https:/)
    expect(config.budget.monthDollars).toBeGreaterThan(0)
  })
})

/** Made up, each in the form that its variable takes. */
const SECRETS: Record<string, string> = {
  DATABASE_URL: 'postgres://ownwords:hunter2@db.internal:5432/ownwords',
  OPENAI_API_KEY: 'sk-test',
  AUTH_SECRET: 'YvFBzG6d2kq0s9Xw7mLr4tUo1cJnHbEa',
  SMTP_URL: 'smtps://post:hunter2@smtp.example.org:465',
  GOOGLE_CLIENT_SECRET: 'GOCSPX-test',
  SENTRY_DSN: 'https://key@sentry.example.org/1',
}
