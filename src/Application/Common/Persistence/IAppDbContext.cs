using Microsoft.EntityFrameworkCore;

namespace PupilSupport.Application.Common.Persistence;

/// <summary>The caller's trust, and nothing else, as tables.</summary>
public interface IAppDbContext
{
    DbSet<T> Set<T>() where T : class;

    /// <summary>The same with each included collection asked for by itself, so that the rows of one do not repeat the bytes of another.</summary>
    IQueryable<T> Apart<T>(IQueryable<T> query) where T : class;
}
