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
    /// <summary>Not a trust: the owner of what is scheduled once for the whole deployment. It has no schools, people or clients.</summary>
    public static readonly TrustId Deployment = new(new Guid("00000000-0000-7000-8000-000000000001"));

    public static TrustId From(Guid value) => new(value);
}
