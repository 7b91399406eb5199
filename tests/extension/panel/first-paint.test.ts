import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** What is too heavy to load before the panel stands: it is loaded by `import()` when it is needed. */
const heavy = /^(?:zod|diff|unpdf|defuddle|@mozilla\/readability|@observablehq\/plot)(?:\/|$)/

/** Each module that a value is imported of, from `start` on, with the one that first does so. */
function reached(start: string): { packages: string[]; modules: number } {
  const from = new Map<string, string | null>([[start, null]])
  const packages: string[] = []
  for (const [module] of from) {
    for (const [, what = '', wanted = ''] of readFileSync(module, 'utf8').matchAll(
      /^(?:import|export)\s+(?!type\b)([^'"]*?)from\s+'([^']+)'/gm,
    )) {
      // Only types between the braces: nothing of it is left when it runs.
      if (/^\{\s*(?:type \w+,?\s*)+\}\s*$/.test(what)) continue
      if (heavy.test(wanted)) packages.push([wanted, ...way(module)].join(' < '))
      const path = resolve(dirname(module), wanted)
      if (wanted.startsWith('.') && existsSync(path) && !from.has(path)) from.set(path, module)
    }
  }
  return { packages, modules: from.size }

  function way(module: string): string[] {
    const before = from.get(module)
    return [module.slice(root.length), ...(before ? way(before) : [])]
  }
}

test('the panel opens without shapes, readers, comparing and plots', () => {
  const { packages, modules } = reached(resolve(root, 'extension/entrypoints/sidepanel/main.tsx'))
  expect(modules, 'the panel was found').toBeGreaterThan(50)
  expect(packages).toEqual([])
})

test('what loads before the panel is a few lines', () => {
  const { packages, modules } = reached(resolve(root, 'extension/entrypoints/sidepanel/first.ts'))
  expect(packages).toEqual([])
  expect(modules).toBeLessThan(4)
})
