// SPDX-License-Identifier: MIT
// student.h: Student's t and Fisher's F: what lies beyond a value, and where a share lies. Any
// thread.
#pragma once

// Both tails together beyond |t|: the p of a two-sided test. df > 0, whole or not.
double student_tails(double t, double df);

// The t > 0 beyond which both tails together hold `share`, 0 < share < 1.
double student_limit(double share, double df);

// What lies below f > 0 in F of two degrees of freedom, whole or not; and the f below which `share`
// of it lies, 0 < share < 1.
double fisher_below(double f, double df1, double df2);
double fisher_limit(double share, double df1, double df2);
