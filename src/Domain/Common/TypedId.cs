namespace PupilSupport.Domain.Common;

/// <summary>An id that the compiler will not let anyone mix up with another kind's. Always a UUIDv7.</summary>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

/// <summary>A trust: the wall that no request crosses.</summary>
public readonly record struct TrustId(Guid Value) : ITypedId<TrustId>
{
    public static TrustId From(Guid value) => new(value);
}
