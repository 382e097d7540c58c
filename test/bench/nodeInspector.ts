import * as z from 'zod';
import { until } from '../launch/until.ts';

/** Where Node listens for a debugger after SIGUSR1. */
const inspector = 'http://127.0.0.1:9229/json';

const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const answer = z.object({ id: z.number(), result: z.object({ usedSize: z.number().optional() }) });
const scriptParsed = z.object({
  method: z.literal('Debugger.scriptParsed'),
  params: z.object({ url: z.string() }),
});

type Answered = z.infer<typeof answer>['result'];
type Ask = (method: string) => Promise<Answered>;

/** What a process of Node has on its heap once all that is garbage is collected, in bytes. */
export function heapOf(processId: number): Promise<number> {
  return inspect(processId, async (socket) => {
    const ask = asker(socket);
    await ask('HeapProfiler.collectGarbage');
    await ask('HeapProfiler.collectGarbage');
    const { usedSize } = await ask('Runtime.getHeapUsage');
    return usedSize ?? Number.NaN;
  });
}

/** The addresses of all scripts that a process of Node has loaded. */
export function scriptsOf(processId: number): Promise<string[]> {
  return inspect(processId, async (socket) => {
    const urls: string[] = [];
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      const parsed = scriptParsed.safeParse(JSON.parse(String(data)));
      if (parsed.success) {
        urls.push(parsed.data.params.url);
      }
    });
    // It tells all that there are before it answers.
    await asker(socket)('Debugger.enable');
    return urls;
  });
}

async function inspect<Found>(
  processId: number,
  work: (socket: WebSocket) => Promise<Found>,
): Promise<Found> {
  process.kill(processId, 'SIGUSR1');
  const url = await until('an inspector', async () => {
    const found = await fetch(inspector).catch(() => undefined);
    return found === undefined ? undefined : targets.parse(await found.json())[0]?.webSocketDebuggerUrl;
  });
  const socket = new WebSocket(url);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return await work(socket);
  } finally {
    socket.close();
  }
}

function asker(socket: WebSocket): Ask {
  let asked = 0;
  return (method) => {
    const id = ++asked;
    const answered = new Promise<Answered>((resolve) => {
      const listen = ({ data }: MessageEvent): void => {
        const parsed = answer.safeParse(JSON.parse(String(data)));
        if (parsed.success && parsed.data.id === id) {
          socket.removeEventListener('message', listen);
          resolve(parsed.data.result);
        }
      };
      socket.addEventListener('message', listen);
    });
    socket.send(JSON.stringify({ id, method }));
    return answered;
  };
}
