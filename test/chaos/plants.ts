/** A bug of one line, as somebody might write it. */
export interface Plant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Only the editor's part has it, so that only the matrix in the real extension host can find it. */
  readonly inEditor?: true;
}

export const plants: readonly Plant[] = [
  {
    name: 'a submit whose answer is lost is sent again',
    file: 'src/runcomfy/client.ts',
    from: 'return submissionOf(await post(modelPath(request.model), submitBody(request)));',
    to: `const first = submissionOf(await post(modelPath(request.model), submitBody(request)));
      return first.outcome === 'unknown'
        ? submissionOf(await post(modelPath(request.model), submitBody(request)))
        : first;`,
  },
  {
    name: 'the id is on disk only after the first poll',
    file: 'src/generation/runRecord.ts',
    from: `    try {
      await this.#writer.write(this.#record);
      this.#isOnDisk = true;
    } catch (error) {`,
    to: `    try {
      if (state.step !== 'accepted') await this.#writer.write(this.#record);
      this.#isOnDisk = true;
    } catch (error) {`,
  },
  {
    name: 'a submit begins before its record is on disk',
    file: 'src/generation/runRecord.ts',
    from: "await this.#writer.write({ ...this.#record, state: { step: 'submitting' } });",
    to: "void this.#writer.write({ ...this.#record, state: { step: 'submitting' } });",
  },
  {
    name: 'a claim is taken whether its file is new or not',
    file: 'src/records/claims.ts',
    from: `    if (!(await files.create(own))) {
      return null;
    }`,
    to: '    await files.create(own);',
  },
  {
    name: 'a window that was followed sends all the same',
    file: 'src/generation/heldJournal.ts',
    from: `    if (!(await this.#claim.isHeld())) {
      throw new Error('another window has followed this one');
    }`,
    to: '',
  },
  {
    name: 'an unknown outcome is said to be a refusal',
    file: 'src/runcomfy/submission.ts',
    from: "answer.refused ? 'rejected' : 'unknown'",
    to: "'rejected'",
  },
  {
    name: 'a cancel is believed without a look',
    file: 'src/generation/watchJob.ts',
    from: "saidCancelled = cancellation.outcome === 'cancelled';",
    to: "if (cancellation.outcome === 'cancelled') return { outcome: 'cancelled' };",
  },
  {
    name: 'a read that fails ends the job',
    file: 'src/generation/watchJob.ts',
    from: 'if (needsThePerson(reading.failure, acceptedFor())) {',
    to: `if (reading.failure.kind === 'serviceFailure') {
          return { outcome: 'failed', failure: reading.failure };
        }
        if (needsThePerson(reading.failure, acceptedFor())) {`,
  },
  {
    name: 'bytes that are no whole picture are stored as one',
    file: 'src/generation/downloadPictures.ts',
    from: "return broken('pictureUnusable', `${picture.why}, ${download.bytes.length} bytes`);",
    to: `return {
        outcome: 'whole',
        bytes: download.bytes,
        picture: { outcome: 'whole', type: 'png', width: 1, height: 1 },
      };`,
  },
  {
    name: 'there is no limit to what runs at once',
    file: 'src/generation/slots.ts',
    from: 'if (this.#taken >= this.#limit()) {',
    to: 'if (this.#limit() < 0) {',
  },
  {
    name: 'a picture is inserted again after a crash behind the edit',
    file: 'src/delivery/insertPictures.ts',
    from: 'return text.includes(progress.markup) && (await holds(progress.picture, waiting, workspace))',
    to: 'return text.includes(progress.markup) && Boolean(await holds(progress.picture, waiting, workspace)) && false',
  },
  {
    name: 'an id that the disk did not take is left so',
    file: 'src/generation/generationRun.ts',
    from: 'return { ...this.#tools, beforeRead: () => this.#record.writeMissed() };',
    to: 'return { ...this.#tools, beforeRead: () => Promise.resolve() };',
  },
  {
    name: 'Try Again in two windows orders twice',
    file: 'src/orders/decisions.ts',
    from: `    return generations.alone(id, () =>
      book.delete(id, this.#now(), ({ state }) => failedSteps.includes(state.step)),
    );`,
    to: `    const known = book.get(id);
    if (known === null || generations.isHeld(id) || !failedSteps.includes(known.state.step)) return null;
    await book.delete(id, this.#now());
    return known;`,
  },
  {
    name: 'an unknown outcome stays open when it was submitted again',
    file: 'src/orders/decisions.ts',
    from: 'await this.#tools.generations.close(record.id);',
    to: 'await this.#tools.generations.letGo(record.id);',
  },
  {
    name: 'what broke is held for ever',
    file: 'src/orders/orders.ts',
    from: `    } finally {
      for (const { id } of records) {
        await generations.letGo(id);
      }
    }`,
    to: '    } finally { /* kept */ }',
  },
  {
    name: "a picture that another workspace's window brought home is left out of its document",
    file: 'src/orders/goOn.ts',
    from: "occasion === 'start' ? goOnLater(others, tools) : Promise.resolve()]",
    to: 'others.length > 99 ? goOnLater(others, tools) : Promise.resolve()]',
  },
  {
    name: 'what was never sent is sent after a restart',
    file: 'src/orders/goOn.ts',
    from: "['intended', 'submitting', 'unknown', 'cancelled'];",
    to: "['submitting', 'unknown', 'cancelled'];",
  },
  {
    name: 'what was being sent is ordered anew after a restart',
    file: 'src/orders/goOn.ts',
    from: "const unknown = { ...record, state: { step: 'unknown', failure: { kind: failure.kind } } } as const;",
    to: "const unknown = { ...record, state: { step: 'intended' } } as const;",
  },
  {
    name: 'a job that was sent is left alone after a restart',
    file: 'src/orders/goOn.ts',
    from: 'following.length > 0 ? orders.carryOn(following) : Promise.resolve(),',
    to: 'following.length > 99 ? orders.carryOn(following) : Promise.resolve(),',
    inEditor: true,
  },
  {
    name: 'a place that the disk cannot put down is written to all the same',
    file: 'src/orders/deliverOrder.ts',
    from: "await (progress.step === 'begun' ? updated : updated.catch(noted(`The insertion of ${record.id}`)));",
    to: 'updated.catch(noted(`The insertion of ${record.id}`));',
  },
];
