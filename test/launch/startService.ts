import { startLocalRunComfy } from '../runcomfy/server.ts';
import type { Settings } from './userSettings.ts';

/** Who generates the pictures, and what VS Code must be told for that. */
export interface StartService {
  readonly name: string;
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function chooseService(live: boolean): Promise<StartService> {
  if (live) return realService();
  const local = await startLocalRunComfy();
  return {
    name: `the local RunComfy, which costs nothing (its controls: ${local.controlUrl})`,
    settings: { 'zImage.apiBaseUrl': local.apiUrl },
    environment: { RUNCOMFY_API_TOKEN: local.token },
    close: () => local.close(),
  };
}

function realService(): StartService {
  const token = process.env['RUNCOMFY_API_TOKEN'] ?? '';
  if (token === '') throw new Error('Set RUNCOMFY_API_TOKEN to your RunComfy API token to use --live.');
  return {
    name: 'RunComfy itself, which costs money for each picture',
    settings: {},
    environment: { RUNCOMFY_API_TOKEN: token },
    close: () => Promise.resolve(),
  };
}
