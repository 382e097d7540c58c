/**
 * Records as version 1 has put them on people's disks, letter for letter. What is paid for stands in such files: they
 * are read for ever, so nothing here is changed; a new shape is a new version that reads these.
 */
export const writtenRecords: Readonly<Record<string, string>> = {
  'that was just ordered for a document': `{
  "version": 1,
  "id": "20260304T050607000Z-0b54ee6c-0a3c-4f3b-9b7e-1f4f5d3f5a10",
  "createdAt": "2026-03-04T05:06:07.000Z",
  "order": {
    "id": "7e7c1f0e-8b1a-4d0f-8f0e-2d7d3a0f8b11",
    "index": 1,
    "count": 2
  },
  "workspace": "file:///w",
  "altText": "A red fox in snow",
  "apiBaseUrl": "https://model-api.runcomfy.net",
  "request": {
    "model": "tongyi-mai/z-image/turbo",
    "prompt": "A red fox in snow, in ink",
    "imageSize": "landscape_4_3",
    "numInferenceSteps": 8,
    "seed": 7,
    "numImages": 1,
    "outputFormat": "png"
  },
  "state": {
    "step": "intended"
  },
  "delivery": {
    "kind": "insert",
    "document": "file:///w/docs/a.md",
    "base": "file:///w/docs/a.md",
    "place": {
      "start": 0,
      "end": 17,
      "text": "A red fox in snow",
      "before": "",
      "after": ".\\n"
    },
    "position": "after",
    "folder": "file:///w/docs/images",
    "fileName": "\${slug}",
    "progress": {
      "step": "pending"
    }
  },
  "paused": null,
  "saved": [],
  "deletedAt": null
}`,
  'that waits for credit': `{
  "version": 1,
  "id": "20260304T050607000Z-1b54ee6c-0a3c-4f3b-9b7e-1f4f5d3f5a10",
  "createdAt": "2026-03-04T05:06:07.000Z",
  "order": {
    "id": "7e7c1f0e-8b1a-4d0f-8f0e-2d7d3a0f8b11",
    "index": 2,
    "count": 2
  },
  "workspace": "",
  "altText": "A hare",
  "apiBaseUrl": "https://model-api.runcomfy.net",
  "request": {
    "model": "tongyi-mai/z-image/turbo",
    "prompt": "A hare",
    "imageSize": "square_hd",
    "numInferenceSteps": 30,
    "seed": 2147483647,
    "numImages": 4,
    "outputFormat": "webp"
  },
  "state": {
    "step": "accepted",
    "requestId": "0f0d3bb5-6f4b-4a44-b7dd-5b9a4b0b7f0c",
    "acceptedAt": "2026-03-04T05:06:09.120Z"
  },
  "delivery": {
    "kind": "show",
    "document": null
  },
  "paused": {
    "kind": "noCredit"
  },
  "saved": [],
  "deletedAt": null
}`,
  'whose pictures stand in the document, of which one was deleted and one dropped': `{
  "version": 1,
  "id": "20260304T050607000Z-2b54ee6c-0a3c-4f3b-9b7e-1f4f5d3f5a10",
  "createdAt": "2026-03-04T05:06:07.000Z",
  "order": {
    "id": "7e7c1f0e-8b1a-4d0f-8f0e-2d7d3a0f8b12",
    "index": 1,
    "count": 1
  },
  "workspace": "file:///w",
  "altText": "A red fox in snow",
  "apiBaseUrl": "https://model-api.runcomfy.net",
  "request": {
    "model": "tongyi-mai/z-image/turbo",
    "prompt": "A red fox in snow, in ink",
    "imageSize": "landscape_4_3",
    "numInferenceSteps": 8,
    "seed": 7,
    "numImages": 2,
    "outputFormat": "jpeg"
  },
  "state": {
    "step": "stored",
    "requestId": "0f0d3bb5-6f4b-4a44-b7dd-5b9a4b0b7f0c",
    "pictures": [
      {
        "path": null,
        "index": 1,
        "count": 2,
        "type": "jpeg",
        "width": 1024,
        "height": 768,
        "byteLength": 151023,
        "sha256": "a1abfd410973b0111c215baa879b9edcd739e601659ba44168269767cc2e9108",
        "deletedAt": null
      },
      {
        "path": "pictures/20260304T050607000Z-2b54ee6c-0a3c-4f3b-9b7e-1f4f5d3f5a10-2.jpeg",
        "index": 2,
        "count": 2,
        "type": "jpeg",
        "width": 1024,
        "height": 768,
        "byteLength": 150987,
        "sha256": "b1abfd410973b0111c215baa879b9edcd739e601659ba44168269767cc2e9108",
        "deletedAt": "2026-03-05T08:00:00.000Z"
      }
    ],
    "cost": 0.0025
  },
  "delivery": {
    "kind": "insert",
    "document": "untitled:Untitled-1",
    "base": "file:///w/Untitled-1.md",
    "place": {
      "start": 3,
      "end": 20,
      "text": "A red fox in snow",
      "before": "-> ",
      "after": ""
    },
    "position": "replace",
    "folder": "file:///w/images",
    "fileName": "\${date}-\${slug}",
    "progress": {
      "step": "done",
      "picture": "file:///w/images/a-red-fox-in-snow.jpg"
    }
  },
  "paused": null,
  "saved": [
    {
      "index": 1,
      "file": "file:///w/images/a-red-fox-in-snow.jpg",
      "sha256": "a1abfd410973b0111c215baa879b9edcd739e601659ba44168269767cc2e9108"
    }
  ],
  "deletedAt": null
}`,
  'that the person moved to the bin': `{
  "version": 1,
  "id": "20260304T050607000Z-3b54ee6c-0a3c-4f3b-9b7e-1f4f5d3f5a10",
  "createdAt": "2026-03-04T05:06:07.000Z",
  "order": {
    "id": "7e7c1f0e-8b1a-4d0f-8f0e-2d7d3a0f8b13",
    "index": 1,
    "count": 1
  },
  "workspace": "file:///w",
  "altText": "A red fox in snow",
  "apiBaseUrl": "http://127.0.0.1:8080",
  "request": {
    "model": "tongyi-mai/z-image/turbo",
    "prompt": "A red fox in snow",
    "imageSize": "portrait_16_9",
    "numInferenceSteps": 1,
    "seed": 1,
    "numImages": 1,
    "outputFormat": "png"
  },
  "state": {
    "step": "failed",
    "requestId": "0f0d3bb5-6f4b-4a44-b7dd-5b9a4b0b7f0c",
    "failure": {
      "kind": "jobFailed"
    }
  },
  "delivery": {
    "kind": "show",
    "document": "file:///w/docs/a.md"
  },
  "paused": null,
  "saved": [],
  "deletedAt": "2026-03-05T08:00:00.000Z"
}`,
  'of version 2, whose link found a file of the person’s': `{
  "version": 2,
  "id": "20260304T050607000Z-4c65ff7d-1b4d-4a4c-8c8f-2a5a6e4a6b21",
  "createdAt": "2026-03-04T05:06:07.000Z",
  "order": {
    "id": "8f8d2a1f-9c2b-4e1a-9a1f-3e8e4b1a9c24",
    "index": 3,
    "count": 12
  },
  "workspace": "file:///w",
  "altText": "A red fox in snow",
  "apiBaseUrl": "http://127.0.0.1:8080",
  "request": {
    "model": "tongyi-mai/z-image/turbo",
    "prompt": "A red fox in snow",
    "imageSize": "portrait_16_9",
    "numInferenceSteps": 1,
    "seed": 1,
    "numImages": 1,
    "outputFormat": "jpeg"
  },
  "state": {
    "step": "accepted",
    "requestId": "0f0d3bb5-6f4b-4a44-b7dd-5b9a4b0b7f0c",
    "acceptedAt": "2026-03-04T05:06:08.000Z"
  },
  "delivery": {
    "kind": "insert",
    "document": "file:///w/a.md",
    "base": "file:///w/a.md",
    "place": {
      "start": 0,
      "end": 35,
      "text": "![A red fox in snow](images/fox.jpg)",
      "before": "",
      "after": ""
    },
    "position": {
      "target": "images/fox.jpg",
      "file": "file:///w/images/fox.jpg"
    },
    "folder": "file:///w/images",
    "fileName": "\${slug}",
    "progress": {
      "step": "overtaken"
    }
  },
  "paused": null,
  "saved": [],
  "deletedAt": null
}`,
};
