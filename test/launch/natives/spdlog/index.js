// Takes the place of @vscode/spdlog, which needs a compiler. It logs to a file as VS Code asks of it.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export const version = 0;

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

export class Logger {
  #file;
  #level = 2;
  #plain = false;

  constructor(_loggerType, _name, file) {
    this.#file = file;
  }

  trace(message) {
    this.#write(0, message);
  }

  debug(message) {
    this.#write(1, message);
  }

  info(message) {
    this.#write(2, message);
  }

  warn(message) {
    this.#write(3, message);
  }

  error(message) {
    this.#write(4, message);
  }

  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern() {
    this.#plain = false;
  }

  /** From here on the message is written as it is: output channels bring their own line ends. */
  clearFormatters() {
    this.#plain = true;
  }

  flush() {
    // Every line is in the file already.
  }

  drop() {
    // No handle is kept open.
  }

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#plain ? message : `${time} [${levels[level]}] ${message}\n`);
  }
}

export async function createRotatingLogger(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

export const createAsyncRotatingLogger = createRotatingLogger;

export function setLevel() {
  // Each logger has a level of its own, and VS Code sets that.
}

export function setFlushOn() {
  // Every line is flushed.
}
