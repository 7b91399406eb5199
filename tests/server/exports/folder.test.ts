import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { openApi, problemOf } from '../support/api.ts'
import { carryOut, searcher } from '../support/search.ts'
import { folderOf, nobody, QUOTE, textsOf, wholeProject } from './project.ts'

const zipped = (texts: Record<string, string>) =>
  zipSync(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text, 'latin1')])),
  )

describe('the folder of a project', () => {
  it('holds it in files for people, and gives the same bytes each time', async () => {
    const { save, projectId } = await wholeProject()
    const zip = await save(projectId)
    expect(Buffer.compare(zip, await save(projectId))).toBe(0)
    const texts = textsOf(zip)
    const names = Object.keys(texts)
    for (const name of ['README.txt', 'project.json', 'briefs.json', 'conversation.json', 'decisions.md'])
      expect(names).toContain(name)
    const captions = names.find(name => name.endsWith('captions.vtt'))!
    expect(texts[captions]).toContain(
      '00:00:01.000 --> 00:00:04.000\nTides &amp; 2 &lt; 3, the sun --&gt; too.',
    )
    expect(
      names.some(name => /^sources\/\d+-why-there-are-tides\/versions\/1\/original\.html\.gz$/.test(name)),
    ).toBe(true)
    expect(names.some(name => /^scripts\/001-first\/av\.md$/.test(name))).toBe(true)
    expect(texts['brief.md']).toContain(Buffer.from(`“${QUOTE}” [`).toString('latin1'))
    expect(texts['conversation.json']).not.toContain('running')
  })

  it('imports back equal after a wipe, to the byte', async () => {
    const { api, token, save, bring, projectId, branchId } = await wholeProject()
    const ask = async (path: string) => {
      const answer = await api.ask(path, { token })
      expect(answer.status).toBe(200)
      const { turns, ...rest } = (await answer.json()) as { turns?: { state: string }[] }
      // A turn that goes on is not in the folder.
      return { ...rest, turns: turns?.filter(({ state }) => state !== 'running') }
    }
    const seen = async () =>
      Promise.all(
        ['turns', 'notes', 'proposals', 'brief', 'ways', 'decisions'].map(path =>
          ask(`/projects/${projectId}/${path}`),
        ),
      )
    const [zip, before, script] = [
      await save(projectId),
      await seen(),
      await ask(`/branches/${branchId}/script`),
    ]
    expect((await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })).status).toBe(204)
    expect((await api.ask(`/projects/${projectId}/folder`, { token })).status).toBe(404)
    const answer = await bring(zip)
    expect(await answer.json()).toMatchObject({ id: projectId, title: 'Tides' })
    expect(answer.status).toBe(201)
    expect(textsOf(await save(projectId))).toEqual(textsOf(zip))
    expect(Buffer.compare(await save(projectId), zip)).toBe(0)
    expect(await seen()).toEqual(before)
    expect(await ask(`/branches/${branchId}/script`)).toEqual(script)
  })

  it('imports equal into another account, and its sources are read there', async () => {
    const { api, save, projectId, pageId, accountId, database } = await wholeProject()
    const zip = await save(projectId)
    const other = await nobody(api)
    expect((await other.bring(zip)).status).toBe(201)
    expect(Buffer.compare(await other.save(projectId), zip)).toBe(0)
    const runs = await asAccount(
      database,
      other.accountId,
      tx => tx`select source_id from run where kind = 'ingest' and state = 'queued'`,
    )
    expect(runs.map(run => run.source_id)).toContain(pageId)
    // The first account's is its own.
    const [mine] = await asAccount(database, accountId, tx => tx`select count(*)::int as n from project`)
    expect(mine!.n).toBe(1)
  })

  it('does not come twice, but as a new project beside the first', async () => {
    const { api, token, save, bring, projectId } = await wholeProject()
    const zip = await save(projectId)
    expect(await problemOf(await bring(zip))).toMatchObject({ code: 'conflict', status: 409 })
    const { id } = (await (await bring(zip, '?as=new')).json()) as { id: string }
    expect(id).not.toBe(projectId)
    const [before, after] = [textsOf(zip), textsOf(await save(id))]
    expect(Object.keys(after).length).toBe(Object.keys(before).length)
    expect(JSON.stringify(after)).not.toContain(projectId)
    const { projects } = (await (await api.ask('/projects', { token })).json()) as { projects: unknown[] }
    expect(projects).toHaveLength(2)
  })

  it('comes out of a folder that was opened and zipped again', async () => {
    const { api, save, projectId } = await wholeProject()
    const zip = await save(projectId)
    const wrapped = Object.fromEntries(
      Object.entries(textsOf(zip)).map(([name, text]) => [`My tides/${name}`, text]),
    )
    const other = await nobody(api)
    expect((await other.bring(zipped({ ...wrapped, '__MACOSX/My tides/._project.json': 'x' }))).status).toBe(
      201,
    )
    expect(Buffer.compare(await other.save(projectId), zip)).toBe(0)
  })

  it('is nobody else’s, and nothing without a token', async () => {
    const { api, save, projectId } = await wholeProject()
    const zip = await save(projectId)
    const other = await nobody(api)
    expect((await api.ask(`/projects/${projectId}/folder`, { token: other.token })).status).toBe(404)
    expect((await api.ask(`/projects/${newId()}/folder`, { token: other.token })).status).toBe(404)
    expect((await api.ask(`/projects/${projectId}/folder`)).status).toBe(401)
    const without = {
      method: 'POST',
      body: new Uint8Array(zip),
      headers: { 'content-type': 'application/zip' },
    }
    expect((await (await openApi()).ask('/projects/import', without)).status).toBe(401)
  })
})

describe('what a folder brings', () => {
  it('is found as before, also where it was wiped and came back', async () => {
    const { api, token, projectId, database, accountId, write, find } = await searcher()
    const { save, bring } = folderOf(api, token)
    await write('The moon pulls the sea twice a day.')
    expect(await find('moon')).toHaveLength(1)
    const zip = await save(projectId)
    await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })
    expect((await bring(zip)).status).toBe(201)
    expect(await find('moon')).toHaveLength(0)
    const [run] = await asAccount(
      database,
      accountId,
      tx => tx`select id, source_id from run where kind = 'ingest' and state = 'queued'`,
    )
    await carryOut(database, accountId, ingest, { runId: run!.id, sourceId: run!.source_id })
    expect((await find('moon')).map(({ text }) => text)).toEqual(['The moon pulls the sea twice a day.'])
  })
})

describe('a transcript as captions', () => {
  it('is read back as it was', async () => {
    const { save, projectId } = await wholeProject()
    const texts = textsOf(await save(projectId))
    const name = Object.keys(texts).find(each => each.endsWith('captions.vtt'))!
    expect(JSON.stringify(parseCaptions(texts[name]!))).toContain('Tides & 2 < 3, the sun --> too.')
  })
})

describe('a folder that was changed by hand', () => {
  const forged = async (change: (texts: Record<string, string>) => void) => {
    const { api, save, projectId, branchId } = await wholeProject()
    const texts = textsOf(await save(projectId))
    change(texts)
    const other = await nobody(api)
    return { answer: await other.bring(zipped(texts)), api, token: other.token, branchId, projectId }
  }
  const file = (texts: Record<string, string>, end: string) =>
    Object.keys(texts).find(name => name.endsWith(end))!
  const rewritten = (texts: Record<string, string>, end: string, change: (value: never) => void) => {
    const name = file(texts, end)
    const value = JSON.parse(texts[name]!)
    change(value as never)
    texts[name] = JSON.stringify(value)
  }

  it('does not make a sentence quoted whose words no source has', async () => {
    const { answer, api, token, branchId } = await forged(texts =>
      rewritten(texts, 'changes.json', ({ changes }: { changes: { op: Record<string, never> }[] }) => {
        for (const { op } of changes)
          if (op.do === 'sentence.ledger') Object.assign(op.ledger!, { standing: 'quoted' })
          else if (op.do === 'sentence.insert')
            Object.assign(op.sentence!, { ledger: { standing: 'quoted', citations: [], why: '' } })
      }),
    )
    expect(answer.status).toBe(201)
    const script = await (await api.ask(`/branches/${branchId}/script`, { token })).json()
    const { sentences } = script as {
      sentences: Record<string, { text: string; ledger: { standing: string } }>
    }
    const standing = Object.values(sentences).map(({ text, ledger }) => `${text} ${ledger.standing}`)
    expect(standing).not.toContain('It rises by 900 metres each day. quoted')
    expect(standing.filter(each => each.endsWith(' quoted'))).toEqual([`${QUOTE} quoted`])
  })

  it.each([
    [
      'a brief that quotes what no source has',
      'briefs.json',
      (
        all: { document: { themes: { statements: { citations: { anchor: { exact: string } }[] }[] }[] } }[],
      ) => {
        all[0]!.document.themes[0]!.statements[0]!.citations[0]!.anchor.exact =
          'Nobody ever said this of the sea.'
      },
    ],
    [
      'a note of a turn that is not in it',
      'conversation.json',
      (talk: { notes: { turnId: string }[] }) => {
        talk.notes[0]!.turnId = newId()
      },
    ],
    [
      'a decision of another gate',
      'decisions.json',
      (all: { decisions: { gate: string }[] }) => {
        all.decisions[0]!.gate = 'hook'
      },
    ],
    [
      'changes with a gap',
      'changes.json',
      (all: { changes: unknown[] }) => {
        all.changes.shift()
      },
    ],
    [
      'a newer folder',
      'project.json',
      (all: { version: number }) => {
        all.version = 2
      },
    ],
    [
      'an address that runs',
      'source.json',
      (all: { url: string }) => {
        all.url = 'javascript:alert(1)'
      },
    ],
    [
      'a receipt as deep as the sea',
      'source.json',
      (all: { receipt: unknown }) => {
        for (let deep = 0; deep < 1_000; deep++) all.receipt = [all.receipt]
      },
    ],
    [
      'what only a selection has',
      'source.json',
      (all: { anchor: unknown }) => {
        all.anchor = { run: 'this' }
      },
    ],
    [
      'U+0000',
      'project.json',
      (all: { title: string }) => {
        all.title = 'Ti\0des'
      },
    ],
    [
      'a time before there were computers',
      'project.json',
      (all: { createdAt: string }) => {
        all.createdAt = '0001-01-01T00:00:00+00:00'
      },
    ],
  ] as const)('is refused with %s', async (_, end, change) => {
    const { answer, api, token, projectId } = await forged(texts => rewritten(texts, end, change as never))
    expect((await problemOf(answer)).fields).toHaveLength(1)
    expect(answer.status).toBe(400)
    expect((await api.ask(`/projects/${projectId}/folder`, { token })).status).toBe(404)
  })

  it.each([
    [
      'other words than were hashed',
      (texts: Record<string, string>) => {
        texts[file(texts, 'text.txt')] += ' More.'
      },
    ],
    [
      'no JSON',
      (texts: Record<string, string>) => {
        texts['ways.json'] = '{'
      },
    ],
    [
      'a file missing',
      (texts: Record<string, string>) => {
        delete texts['decisions.json']
      },
    ],
    [
      'bytes that are no UTF-8',
      (texts: Record<string, string>) => {
        texts['briefs.json'] = '\xff'
      },
    ],
  ])('is refused with %s', async (_, change) => {
    expect(await problemOf((await forged(change)).answer)).toMatchObject({
      status: 400,
      code: 'invalid_request',
    })
  })
})
