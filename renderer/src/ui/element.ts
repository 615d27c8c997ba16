import {
  ElConfigProvider as RawConfigProvider, ElDatePicker as RawDatePicker, ElOption as RawOption, ElOptionGroup as RawOptionGroup, ElSelect as RawSelect,
} from 'element-plus';
import type { AllowedComponentProps, VNode, VNodeProps } from 'vue';

/*
 * Element Plus declares the props of these five with runtime definitions that exactOptionalPropertyTypes cannot read
 * (`validator: ... | undefined`), so every prop would be an error. Here is what we use of them, typed.
 */
type Typed<Props, Slots = { default?: () => VNode[] }> = new () => { $props: Props & AllowedComponentProps & VNodeProps & { readonly ariaLabel?: string }; $slots: Slots };

interface SelectProps<Value> {
  readonly modelValue?: Value;
  readonly 'onUpdate:modelValue'?: (value: Value) => void;
  readonly onChange?: (value: Value) => void;
  readonly size?: 'small' | 'default';
  readonly placeholder?: string;
  readonly multiple?: boolean;
  readonly collapseTags?: boolean;
  readonly maxCollapseTags?: number;
  readonly filterable?: boolean;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  readonly loading?: boolean;
  readonly noDataText?: string;
  readonly remote?: boolean;
  readonly remoteMethod?: (text: string) => void;
  readonly emptyValues?: readonly unknown[];
  readonly valueOnClear?: unknown;
  readonly fitInputWidth?: boolean;
}

interface DateProps<Value> {
  readonly modelValue?: Value;
  readonly 'onUpdate:modelValue'?: (value: Value) => void;
  readonly onChange?: (value: Value) => void;
  readonly type: 'date' | 'daterange' | 'month';
  readonly size?: 'small' | 'default';
  /** Days travel as 2026-03-05. */
  readonly valueFormat: 'YYYY-MM-DD' | 'YYYY-MM';
  readonly placeholder?: string;
  readonly startPlaceholder?: string;
  readonly endPlaceholder?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
}

/** One value of a list, or null. */
export const SelectOne = RawSelect as unknown as Typed<SelectProps<string | null>>;
/** Several values of a list. */
export const SelectMany = RawSelect as unknown as Typed<SelectProps<string[]>>;
export const SelectOption = RawOption as unknown as Typed<{ readonly value: string; readonly label: string; readonly disabled?: boolean }>;
export const SelectGroup = RawOptionGroup as unknown as Typed<{ readonly label: string }>;
/** One day, or null. */
export const DayPicker = RawDatePicker as unknown as Typed<DateProps<string | null>>;
/** First and last day, or null. */
export const DayRangePicker = RawDatePicker as unknown as Typed<DateProps<[string, string] | null>>;
export const ElementProvider = RawConfigProvider as unknown as Typed<{ readonly locale: object; readonly message?: { readonly offset: number } }>;
