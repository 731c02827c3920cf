namespace PupilSupport.Application.Common.Contract;

/// <summary>The answer to a PUT by natural key.</summary>
/// <param name="Value">The record as it now stands.</param>
/// <param name="Created">Whether it is new (201) or was there (200).</param>
public sealed record Upserted<T>(T Value, bool Created);
