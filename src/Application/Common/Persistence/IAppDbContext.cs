using Microsoft.EntityFrameworkCore;

namespace PupilSupport.Application.Common.Persistence;

/// <summary>The caller's trust, and nothing else, as tables.</summary>
public interface IAppDbContext
{
    DbSet<T> Set<T>() where T : class;
}
