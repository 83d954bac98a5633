import { parseXML, XmlNode } from '@aws-sdk/xml-builder';
import type * as z from 'zod';
import type { RestAnswer } from '#/local/aws/rest-service.ts';
import { malformedXml } from './errors.ts';

type Leaf = string | number | boolean;
/** An element's children by name: a list is the element repeated, undefined is none. */
export type Children = { readonly [name: string]: Leaf | Children | readonly (Leaf | Children)[] | undefined };

function element(name: string, value: Leaf | Children): XmlNode {
  if (typeof value !== 'object') return XmlNode.of(name, String(value));
  const children = Object.entries(value).flatMap(([child, content]) =>
    content === undefined ? [] : [content].flat().map((each) => element(child, each as Leaf | Children)),
  );
  return new XmlNode(name, children);
}

/** Answers 200 with an XML document in S3's namespace. */
export function answerXml(root: string, children: Children, headers: Record<string, string> = {}): RestAnswer {
  const node = element(root, children).addAttribute('xmlns', 'http://s3.amazonaws.com/doc/2006-03-01/');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${node}`;
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}

/** What stands in the root element, as the schema has it. Throws AwsError (MalformedXML). */
export function parseXmlBody<Shape>(body: Buffer, root: string, schema: z.ZodType<Shape>): Shape {
  try {
    return schema.parse((parseXML(body.toString('utf8')) as Record<string, unknown>)[root]);
  } catch {
    // Neither parser's message is passed on: they quote what they read.
    throw malformedXml(root);
  }
}
