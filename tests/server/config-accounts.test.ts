import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'

const byMail = {
  PUBLIC_URL: 'https://Ownwords.example.org/',
  AUTH_SECRET: 'p9XQ2mVb0sLr7Ztd4KfYc1HwAe8NuGjo',
  SMTP_URL: 'smtps://post:hunter2@mail.example.org',
  MAIL_FROM: 'Ownwords <post@example.org>',
}
const byGoogle = {
  PUBLIC_URL: 'https://ownwords.example.org',
  AUTH_SECRET: byMail.AUTH_SECRET,
  GOOGLE_CLIENT_ID: 'id',
  GOOGLE_CLIENT_SECRET: 'hunter2',
}

const told = (environment: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

describe('people', () => {
  it('sign in where one way is set up whole', () => {
    expect(readConfig(byMail).people).toEqual({
      publicUrl: 'https://ownwords.example.org',
      secret: byMail.AUTH_SECRET,
      mail: { smtpUrl: byMail.SMTP_URL, from: byMail.MAIL_FROM },
      google: null,
    })
    expect(readConfig(byGoogle).people).toMatchObject({
      mail: null,
      google: { clientId: 'id', clientSecret: 'hunter2' },
    })
  })

  it('do not sign in by an address alone, nor by a secret', () => {
    expect(readConfig({ PUBLIC_URL: byMail.PUBLIC_URL, AUTH_SECRET: byMail.AUTH_SECRET }).people).toBeNull()
  })

  it('sign in without encryption on this computer alone', () => {
    expect(told({ ...byMail, PUBLIC_URL: 'http://127.0.0.1:8787' })).toEqual([])
    expect(told({ ...byMail, PUBLIC_URL: 'http://ownwords.example.org' })).toEqual([
      expect.stringMatching(/^PUBLIC_URL is not usable: where people sign in it begins with https:/),
    ])
  })

  it.each<[string, NodeJS.ProcessEnv, string[]]>([
    ['half of a way', { ...byMail, MAIL_FROM: '' }, ['MAIL_FROM']],
    ['the other half', { ...byMail, SMTP_URL: '' }, ['SMTP_URL']],
    ['half of Google', { ...byGoogle, GOOGLE_CLIENT_SECRET: '' }, ['GOOGLE_CLIENT_SECRET']],
    ['its other half', { ...byGoogle, GOOGLE_CLIENT_ID: '' }, ['GOOGLE_CLIENT_ID']],
    [
      'no address and no secret',
      { ...byMail, PUBLIC_URL: '', AUTH_SECRET: '' },
      ['PUBLIC_URL', 'AUTH_SECRET'],
    ],
    ['an address with a path', { ...byMail, PUBLIC_URL: 'https://a.example/ownwords' }, ['PUBLIC_URL']],
    ['a short secret', { ...byMail, AUTH_SECRET: 'hunter2' }, ['AUTH_SECRET']],
    ['a secret of one letter', { ...byMail, AUTH_SECRET: 'h'.repeat(40) }, ['AUTH_SECRET']],
    ['a mail server of another kind', { ...byMail, SMTP_URL: 'https://hunter2' }, ['SMTP_URL']],
    ['no sender', { ...byMail, MAIL_FROM: 'hunter2' }, ['MAIL_FROM']],
  ])('are refused %s, by the names of the variables and no value', (_, environment, variables) => {
    const lines = told(environment)
    expect(lines.map(line => line.split(' ')[0])).toEqual(variables)
    expect(lines.join()).not.toContain('hunter2')
  })
})
