import { usePanel } from './panel-context.ts'
import { useLoaded } from './ui/use-loaded.ts'
import type { World } from './world.ts'

/** What of the world is loaded when it is first wanted. */
interface Late {
  script: Awaited<ReturnType<World['script']>>
  decisions: Awaited<ReturnType<World['decisions']>>
  account: Awaited<ReturnType<World['account']>>
  team: Awaited<ReturnType<World['team']>>
  servers: Awaited<ReturnType<World['servers']>>
  reports: Awaited<ReturnType<World['reports']>>
}

const loaded = new WeakMap<World, Partial<Late>>()

/** That part of the world; null until it is loaded. */
export function useLate<Name extends keyof Late>(name: Name): Late[Name] | null {
  const { world } = usePanel()
  const kept = {
    get: () => loaded.get(world)?.[name],
    set: (part: Late[Name]) => {
      loaded.set(world, { ...loaded.get(world), [name]: part })
    },
  }
  return useLoaded(world[name] as () => Promise<Late[Name]>, kept, [world])
}
