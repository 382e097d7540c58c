import * as z from 'zod';
import { until } from '../launch/until.ts';

/** Where Node listens for a debugger after SIGUSR1. */
const inspector = 'http://127.0.0.1:9229/json';

const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const answer = z.object({ id: z.number(), result: z.object({ usedSize: z.number().optional() }) });

/** What a process of Node has on its heap once all that is garbage is collected, in bytes. */
export async function heapOf(processId: number): Promise<number> {
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
    await ask(socket, 1, 'HeapProfiler.collectGarbage');
    await ask(socket, 2, 'HeapProfiler.collectGarbage');
    const { usedSize } = await ask(socket, 3, 'Runtime.getHeapUsage');
    return usedSize ?? Number.NaN;
  } finally {
    socket.close();
  }
}

function ask(socket: WebSocket, id: number, method: string): Promise<{ usedSize?: number | undefined }> {
  const answered = new Promise<{ usedSize?: number | undefined }>((resolve) => {
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
}
