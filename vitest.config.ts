import { defineConfig } from 'vitest/config'

const node = { environment: 'node' } as const

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: 'core', include: ['tests/core/**/*.test.ts'] } },
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: { ...node, name: 'extension', include: ['tests/extension/**/*.test.{ts,tsx}'] },
      },
      {
        // Two processes, each with one database for all its files: each test makes its own account, nothing truncates.
        test: {
          ...node,
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'recorded',
          include: ['tests/recorded/**/*.test.ts'],
          // What a person would wait for, on a machine with other work.
          expect: { poll: { timeout: 10_000 } },
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Each pose of the panel in each of its looks: nothing in it measures time, so two browsers share the cores.
        test: {
          ...node,
          name: 'looks',
          include: ['tests/looks/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/fresh-data.ts'],
          // Each test has a browser, a server and hosts of its own, and mostly waits: nothing in it measures time.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
