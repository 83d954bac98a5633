/** A finding of cdk-nag that we accept, and why. */
export type Acknowledgement = {
  /** Rule names, without HIPAA.Security-, NIST.800.53.R5- and PCI.DSS.321-, which ask the same questions. */
  readonly rules: readonly string[];
  /** Paths of the constructs it speaks of. */
  readonly at: RegExp;
  readonly reason: string;
};

export const acknowledgements: readonly Acknowledgement[] = [];
